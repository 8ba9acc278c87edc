import Afklaring
import Hummingbird
import Referral

/// `/henvisninger/:id/<ark>`: one sheet of a case, as it stands, and the form that changes it.
struct SheetPage: Sendable {
  let services: Services
  let kind: SheetKind

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    return try await page(id, for: visitor, nil, nil, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    let given = try await FormReading.input(request, from: visitor).given
    try visitor.actor.require(kind.permission)
    do {
      try await save(given, id, by: visitor)
      return .seeOther("/henvisninger/\(id)/\(SheetWords.slug(kind))")
    } catch let refused as Refused {
      return try await page(id, for: visitor, given, refused.refusal.danish, status: .unprocessableContent)
    }
  }

  /// - Throws: `Refused` with the refusal in words.
  func save(_ given: [String: [String]], _ id: ReferralID, by visitor: Visitor) async throws {
    let answers = given.compactMapValues { $0.first?.replacing("\r\n", with: "\n").trimmingWhitespace }
    do {
      let seen = given[Self.seen]?.first.flatMap { CaseSheetID($0).map(SaveSheet.Seen.sheet) ?? SaveSheet.Seen.none }
      let command = try SaveSheet(id, kind, answers, having: seen, keys: services.database.keys)
      try await services.perform(command, by: visitor.actor)
    } catch let refusal as SaveSheet.No {
      throw Refused(refusal)
    }
  }

  func page(
    _ id: ReferralID, for visitor: Visitor, _ typed: [String: [String]]?, _ problem: String?, _ sent: SentForm = .none,
    status: HTTPResponse.Status
  ) async throws -> Response {
    let keys = services.database.keys
    let (record, all) = try await services.database.looking(as: visitor.actor) { transaction, looks in
      let record = try await ReferralReading.one(id, for: visitor.actor, in: transaction, noting: looks, keys: keys)
      let isLender = visitor.actor.authority != nil && visitor.actor.authority != record.municipality
      guard !isLender else { throw AccessRefusal.notFound }
      return (record, try await CaseSheet.all(of: id, in: transaction, keys: keys))
    }
    let (sheets, stopped) = (all.filter { $0.kind == kind }, Disclosure.stopped(all))
    let name = DanishNames.person(record.name, isProtected: record.isProtected)
    let content: HTML = """
      <p class="crumbs"><a href="/henvisninger">Henvisninger</a> /
      <a href="/henvisninger/\(path: id.description)">\(name)</a> / \(SheetWords.title(kind))</p>
      <h1>\(SheetWords.title(kind)): \(name)</h1>
      \(problem.map { Forms.errors([Mistake(field: nil, sentence: $0)]) } ?? Forms.errors(sent))
      \(kind == .disclosure ? disclosures(all, id, visitor, sent) : standing(sheets, record, stopped, visitor))
      \(form(sheets, typed, id, visitor))
      \(kind == .disclosure ? .empty : earlier(sheets, stopped))
      """
    return Page(title: SheetWords.title(kind), content: content)
      .response(to: visitor, at: "/henvisninger", status: status)
  }

  // MARK: What stands

  private func standing(
    _ sheets: [CaseSheet], _ record: ReferralRecord, _ stopped: Set<Disclosure.Use>, _ visitor: Visitor
  ) -> HTML {
    guard let newest = sheets.first else {
      return
        "<p class=\"lead\">\(SheetWords.lead(kind))</p><div class=\"empty\"><p>Der er ikke skrevet noget endnu.</p></div>"
    }
    return """
      <p class="lead">\(SheetWords.lead(kind))</p>
      \(gaps(newest))\(Self.saved(newest))\(SheetWords.answers(of: newest, stopped))\(receipts(newest, record, visitor))
      """
  }

  private func gaps(_ sheet: CaseSheet) -> HTML {
    guard !sheet.gaps.isEmpty else { return .empty }
    let names = sheet.gaps.map { SheetWords.question($0.code).lowercased() }.joined(separator: ", ")
    return "<div class=\"notice warn\"><p>Mangler: \(names).</p></div>"
  }

  private static func saved(_ sheet: CaseSheet) -> HTML {
    "<p class=\"muted\">\(sheet.organisation ?? "Afklaring"), \(DanishDates.instant(sheet.savedAt))</p>"
  }

  private func receipts(_ sheet: CaseSheet, _ record: ReferralRecord, _ visitor: Visitor) -> HTML {
    guard kind == .handOver else { return .empty }
    let lines = sheet.receipts.map {
      "<li>Læst af \($0.organisation ?? "–"), \(DanishDates.instant($0.readAt))</li>" as HTML
    }
    let mayRead = Permission.acknowledgeHandOver.roles.contains(visitor.actor.standing.role) && record.isAssignedOnce
    let isRead = sheet.receipts.contains { visitor.organisation.hasPrefix($0.organisation ?? "\u{0}") }
    let read: HTML = lines.isEmpty ? "<p class=\"muted\">Ikke kvitteret endnu.</p>" : "<ul>\(lines)</ul>"
    return """
      \(read)
      \(if: mayRead && !isRead, Forms.form("/henvisninger/\(record.id)/kvittering", by: visitor, button: "Kvittér: vi har læst overleveringen"))
      """
  }

  private func earlier(_ sheets: [CaseSheet], _ stopped: Set<Disclosure.Use>) -> HTML {
    let others = sheets.dropFirst().map { sheet in
      """
      <details class="fold"><summary>\(sheet.organisation ?? "Afklaring"), \(DanishDates.instant(sheet.savedAt))</summary>
      \(SheetWords.answers(of: sheet, stopped))</details>
      """ as HTML
    }
    guard !others.isEmpty else { return .empty }
    let heading = kind.isRecord ? "Tidligere" : "Tidligere udgaver"
    return "<section aria-labelledby=\"tidligere\"><h2 id=\"tidligere\">\(heading)</h2>\(others)</section>"
  }

  // MARK: The form

  private func form(
    _ sheets: [CaseSheet], _ typed: [String: [String]]?, _ id: ReferralID, _ visitor: Visitor
  ) -> HTML {
    guard kind.permission.roles.contains(visitor.actor.standing.role) else { return .empty }
    let present = kind.isRecord ? [:] : sheets.first?.answers ?? [:]
    let fields = kind.questions.map { question in
      field(question, typed.map { $0[question.code]?.first ?? "" } ?? present[question.code] ?? "")
    }
    return """
      <section class="panel" aria-labelledby="udfyld"><h2 id="udfyld">\(sheets.isEmpty || kind.isRecord ? "Udfyld" : "Ret")</h2>
      \(Forms.form(
        "/henvisninger/\(id)/\(SheetWords.slug(kind))", by: visitor, button: "Gem",
        "<input type=\"hidden\" name=\"\(Self.seen)\" value=\"\(sheets.first?.id.description ?? "")\">"
          + HTML.joined(fields)))</section>
      """
  }

  /// Which sheet the form was shown with: what somebody saves meanwhile is not written over.
  private static let seen = "set_ark"

  private func field(_ question: SheetQuestion, _ value: String) -> HTML {
    let (code, label) = (question.code, SheetWords.question(question.code))
    switch question.answer {
    case .written:
      return """
        <div class="field"><label for="\(code)">\(label)</label>
        <textarea class="input" id="\(code)" name="\(code)" rows="3" maxlength="\(SealedText.limit)">\(value)</textarea></div>
        """
    case .day:
      return """
        <div class="field"><label for="\(code)">\(label)</label>
        <input class="input" id="\(code)" name="\(code)" type="date" value="\(value)"></div>
        """
    case .one(let codes):
      let options = [("", "Vælg …")] + codes.map { ($0, SheetWords.answer($0, to: code)) }
      let lines = options.map { one, label in
        "<option value=\"\(one)\"\(attribute: "selected", if: !one.isEmpty && one == value)>\(label)</option>" as HTML
      }
      return """
        <div class="field"><label for="\(code)">\(label)</label>
        <select class="input" id="\(code)" name="\(code)">\(lines)</select></div>
        """
    }
  }
}

extension SaveSheet.No: Worded {
  var status: HTTPResponse.Status { .unprocessableContent }

  var danish: String {
    switch self {
    case .isEmpty: "Udfyld mindst et felt."
    case .hasNoBasis: "Vælg grundlaget."
    case .isChanged:
      "En anden har gemt arket i mellemtiden. Det nyeste står øverst. Ret dit eget herunder, og gem igen."
    case .notAnAnswer(let question):
      switch question.answer {
      case .day: "\(SheetWords.question(question.code)): skal være en dato."
      case .one, .written: "\(SheetWords.question(question.code)): vælg på listen."
      }
    case .tooLong(let question):
      "\(SheetWords.question(question.code)): må højst være \(SealedText.limit) tegn."
    }
  }

  var english: String {
    switch self {
    case .isEmpty: "answer at least one question"
    case .hasNoBasis: "basis: expected one of the list"
    case .isChanged: "somebody saved the sheet meanwhile"
    case .notAnAnswer(let question):
      switch question.answer {
      case .day: "\(question.code): expected a date as in 2026-11-22"
      case .one(let codes): "\(question.code): expected one of \(codes.joined(separator: ", "))"
      case .written: "\(question.code): expected a text"
      }
    case .tooLong(let question): "\(question.code) is longer than \(SealedText.limit) characters"
    }
  }
}

extension AcknowledgeHandOver: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    self.init(referral)
  }
}

extension AcknowledgeHandOver.No: Worded {
  var danish: String {
    switch self {
    case .isNotWritten: "Afdelingen har ikke skrevet en overlevering endnu."
    case .isReadAlready: "I har allerede kvitteret for den nyeste overlevering."
    }
  }

  var english: String {
    switch self {
    case .isNotWritten: "the ward has not written a hand-over yet"
    case .isReadAlready: "the newest hand-over is acknowledged already"
    }
  }
}
