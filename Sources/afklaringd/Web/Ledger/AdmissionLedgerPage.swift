import Afklaring
import Hummingbird
import Referral

/// `/regnskab/:id`: the waiting days of one admission, what is disputed, and the answer to it.
struct AdmissionLedgerPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
    return try await page(id, for: visitor, .none, status: .ok)
  }

  /// The address of a form, asked for without one: back to the page that has it.
  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/regnskab/\(try context.identifier() as AdmissionID)")
  }

  func submit<One: Readable>(
    _ command: One.Type
  ) -> @Sendable (Request, WebContext) async throws -> Response where One.Subject == AdmissionID {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AdmissionID)
      var input = try await FormReading.input(request, from: visitor)
      try visitor.actor.require(One.permission)
      do {
        _ = try await services.perform(One(&input, of: id, by: visitor.actor, services), by: visitor.actor)
        return .seeOther("/regnskab/\(id)")
      } catch {
        let (mistakes, status) = try Mistake.all(in: error)
        return try await page(id, for: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
      }
    }
  }

  private func page(
    _ id: AdmissionID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let (now, keys) = (services.now, services.database.keys)
    let (lines, disputes) = try await services.database.looking(as: visitor.actor) { transaction, looks in
      (
        try await LedgerLine.all(
          of: id, for: visitor.actor, at: now, in: transaction, noting: looks, keys: keys),
        try await Dispute.all(of: id, in: transaction, keys: keys)
      )
    }
    let name = lines.first.map { DanishNames.person($0.name, isProtected: $0.isProtected) } ?? "Indlæggelsen"
    let content: HTML = """
      <p class="crumbs"><a href="/regnskab">Regnskab</a> / \(name)</p>
      <h1>Færdigbehandlingsdage: \(name)</h1>
      \(Forms.errors(sent))
      \(lines.isEmpty ? "<div class=\"empty\"><p>Der er ingen færdigbehandlingsdage.</p></div>" : LedgerTable.html(lines, isLinked: false))
      \(lines.isEmpty ? .empty : LedgerTable.waits(lines))
      \(disputes.map { DisputePanel(dispute: $0, admission: id, visitor: visitor, sent: sent).html })
      \(lines.isEmpty ? .empty : form(id, visitor, sent))
      """
    return Page(title: "Regnskab", content: content).response(to: visitor, at: "/regnskab", status: status)
  }

  private func form(_ id: AdmissionID, _ visitor: Visitor, _ sent: SentForm) -> HTML {
    // An answer's mistakes stand beside the dispute.
    let sent = sent.typed.typed(.dispute).isEmpty ? sent : .none
    return """
      <section class="panel" aria-labelledby="indsigelse"><h2 id="indsigelse">Gør indsigelse mod en årsag</h2>
      <p>Den anden part får besked og svarer.</p>
      \(Forms.form(
        "/regnskab/\(id)/indsigelse", by: visitor, button: "Send indsigelsen", isSecondary: true,
        Forms.input(.firstDay, type: "date", in: sent) + Forms.input(.lastDay, type: "date", in: sent)
          + Forms.choices(.cause, WaitingCause.allCases.map { ($0.rawValue, DanishWords.cause($0)) }, in: sent)
          + Forms.writing(.explanation, in: sent)))</section>
      """
  }
}

/// A dispute with its answer, or with the way to it.
private struct DisputePanel {
  let dispute: Dispute
  let admission: AdmissionID
  let visitor: Visitor
  let sent: SentForm

  var html: HTML {
    let days =
      "\(DanishDates.day(dispute.span.lowerBound)) til \(DanishDates.day(dispute.span.upperBound.adding(days: -1)))"
    return """
      <section class="panel"><h2>Indsigelse: \(days)</h2>
      <p>\(dispute.by == .ward ? "Afdelingen" : "Kommunen") mener, at årsagen er: <strong>\(DanishWords.cause(dispute.claimed))</strong>
      <span class="muted">\(DanishDates.instant(dispute.disputedAt))</span></p>
      <p class="written">\(dispute.reason)</p>
      \(answer)</section>
      """
  }

  private var answer: HTML {
    if let answer = dispute.answer, let at = dispute.answeredAt {
      let words = answer == .agreed ? "Den anden part er enig" : "Den anden part fastholder årsagen"
      return """
        <p><strong>\(words)</strong> <span class="muted">\(DanishDates.instant(at))</span></p>
        \(dispute.answerText.map { "<p class=\"written\">\($0)</p>" as HTML })
        """
    }
    guard dispute.isToBeAnswered(by: visitor.actor) else {
      return "<p class=\"muted\">Afventer den anden parts svar.</p>"
    }
    let isThis = sent.typed.typed(.dispute) == "\(dispute.id)"
    let form = SentForm(
      typed: isThis ? sent.typed : SentForm.none.typed, mistakes: isThis ? sent.mistakes : [], suffix: "-\(dispute.id)")
    return Forms.form(
      "/regnskab/\(admission)/svar", by: visitor, button: "Send svaret",
      Forms.hidden(.dispute, "\(dispute.id)")
        + Forms.choices(.answer, [("ja", "Enig: årsagen ændres"), ("nej", "Uenig: årsagen fastholdes")], in: form)
        + Forms.writing(.explanation, in: form))
  }
}

extension DisputeDays: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    let first = input.day(.firstDay)
    let last = input.day(.lastDay)
    let cause = input.choice(.cause, of: WaitingCause.self)
    let explanation = input.writing(.explanation)
    guard let first, let last, let cause, let explanation else { throw input.invalid }
    guard first <= last else {
      input.note(.lastDay, .notAfterFirstDay)
      throw input.invalid
    }
    self.init(admission, first...last, are: cause, because: try services.database.keys.sealedText(explanation))
  }
}

extension DisputeDays.No: Worded {
  var field: Field? { self == .isThatCause ? .cause : .firstDay }

  var danish: String {
    switch self {
    case .notWaitingDays: "Ikke alle dagene er færdigbehandlingsdage."
    case .ofTwoMunicipalities: "Borgeren flyttede kommune i perioden. Gør indsigelse for hver kommunes dage for sig."
    case .isThatCause: "Dagene har allerede den årsag."
    case .isDisputedAlready: "Der er allerede en indsigelse om en af dagene, som venter på svar."
    }
  }

  var english: String {
    switch self {
    case .notWaitingDays: "not all of the days are waiting days"
    case .ofTwoMunicipalities: "the person moved between the days: dispute each municipality's days by themselves"
    case .isThatCause: "the days have that cause already"
    case .isDisputedAlready: "a dispute about one of the days waits for its answer"
    }
  }
}

extension AnswerDispute: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    let dispute: DisputeID? = input.identifier(.dispute)
    let agrees = input.truth(.answer)
    let explanation = input.writing(.explanation)
    if agrees == nil && !input.problems.contains(where: { $0.field == .answer }) { input.note(.answer, .missing) }
    guard let dispute, let agrees, let explanation else { throw input.invalid }
    self.init(admission, dispute, agrees: agrees, try services.database.keys.sealedText(explanation))
  }
}

extension AnswerDispute.No: Worded {
  var danish: String {
    switch self {
    case .isAnsweredAlready: "Indsigelsen er allerede besvaret."
    case .isOnesOwn: "Indsigelsen er jeres egen: den anden part svarer."
    }
  }

  var english: String {
    switch self {
    case .isAnsweredAlready: "the dispute is answered already"
    case .isOnesOwn: "the dispute is your own: the other side answers"
    }
  }
}
