import Afklaring
import Hummingbird
import Referral

/// The bases on which information is passed on: which stand, what stops when one is withdrawn, and which were.
extension SheetPage {
  @Sendable func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(WithdrawDisclosure.permission)
    do {
      try await services.perform(
        WithdrawDisclosure(&input, of: id, by: visitor.actor, services), by: visitor.actor)
      return .seeOther("/henvisninger/\(id)/\(SheetWords.slug(kind))")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      let sent = SentForm(typed: input, mistakes: mistakes, suffix: "-\(input.typed(.sheet))")
      return try await page(id, for: visitor, nil, nil, sent, status: status)
    }
  }

  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/henvisninger/\(try context.identifier() as ReferralID)/\(SheetWords.slug(kind))")
  }

  func disclosures(_ sheets: [CaseSheet], _ id: ReferralID, _ visitor: Visitor, _ sent: SentForm) -> HTML {
    let standing = Disclosure.standing(sheets).map { one in
      """
      <section class="panel"><h2>\(Self.basis(one.sheet))</h2>\(SheetWords.answers(of: one.sheet, []))
      \(withdrawal(one, id, visitor, sent))</section>
      """ as HTML
    }
    let withdrawn = sheets.filter { $0.kind == .disclosure }.compactMap { sheet in
      sheet.withdrawnOn.map { day in
        """
        <details class="fold"><summary>\(Self.basis(sheet)), trukket tilbage \(DanishDates.day(day))</summary>
        \(SheetWords.answers(of: sheet, []))</details>
        """ as HTML
      }
    }
    let none: HTML = "<div class=\"empty\"><p>Der er ikke skrevet et grundlag ned, som står ved magt.</p></div>"
    return """
      <p class="lead">\(SheetWords.lead(.disclosure))</p>
      \(standing.isEmpty ? none : HTML.joined(standing))
      \(if: !withdrawn.isEmpty, "<section aria-labelledby=\"tilbage\"><h2 id=\"tilbage\">Trukket tilbage</h2>\(withdrawn)</section>")
      """
  }

  private static func basis(_ sheet: CaseSheet) -> String {
    sheet.answers["basis"].map { SheetWords.answer($0, to: "basis") } ?? "Grundlag ikke oplyst"
  }

  /// What would stop is said before it is withdrawn.
  private func withdrawal(_ one: Disclosure, _ id: ReferralID, _ visitor: Visitor, _ sent: SentForm) -> HTML {
    guard WithdrawDisclosure.permission.roles.contains(visitor.actor.standing.role) else { return .empty }
    let sent = sent.part("-\(one.sheet.id)")
    let uses = one.stops.map { "<li>\(Self.words($0))</li>" as HTML }
    let stops: HTML =
      uses.isEmpty
      ? "<p>Intet stopper i Afklaring: et andet grundlag dækker det samme. Sig det til dem, der har fået oplysningerne.</p>"
      : "<p>Det stopper:</p><ul>\(uses)</ul><p>Det, der allerede er givet videre, kan ikke kaldes tilbage.</p>"
    return """
      <details class="fold"\(attribute: "open", if: !sent.mistakes.isEmpty)><summary>Træk grundlaget tilbage</summary>
      \(stops)
      \(Forms.form(
        "/henvisninger/\(id)/\(SheetWords.slug(.disclosure))/tilbagetraekning", by: visitor,
        button: "Træk tilbage", isSecondary: true,
        Forms.hidden(.sheet, one.sheet.id.description)
          + Forms.input(.disclosureEndedOn, type: "date", value: services.now.day.description, in: sent)))
      </details>
      """
  }

  private static func words(_ use: Disclosure.Use) -> String {
    switch use {
    case .askingOtherMunicipalities: "Andre kommuner må ikke længere spørges om en plads til borgeren."
    case .relativesNumber: "Stedet ser ikke længere i overleveringen, hvem af de pårørende der må ringes til."
    }
  }
}

extension WithdrawDisclosure: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let sheet: CaseSheetID? = input.identifier(.sheet)
    let day = input.day(.disclosureEndedOn)
    guard let sheet, let day else { throw input.invalid }
    self.init(referral, sheet, on: day)
  }
}

extension WithdrawDisclosure.No: Worded {
  var field: Field? {
    switch self {
    case .noSuchDisclosure, .isWithdrawnAlready: nil
    case .isInTheFuture, .isBeforeGiven: .disclosureEndedOn
    }
  }

  var danish: String {
    switch self {
    case .noSuchDisclosure: "Det grundlag findes ikke."
    case .isWithdrawnAlready: "Grundlaget er allerede trukket tilbage."
    case .isInTheFuture: "Datoen kan ikke ligge i fremtiden."
    case .isBeforeGiven: "Datoen ligger, før grundlaget blev givet."
    }
  }

  var english: String {
    switch self {
    case .noSuchDisclosure: "there is no such basis"
    case .isWithdrawnAlready: "the basis is withdrawn already"
    case .isInTheFuture: "the day of the withdrawal lies in the future"
    case .isBeforeGiven: "the day of the withdrawal lies before the basis was given"
    }
  }
}
