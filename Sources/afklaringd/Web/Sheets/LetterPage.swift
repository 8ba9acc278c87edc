import Afklaring
import Hummingbird
import Referral

/// The letters to the person: the decision, and *Dit forløb*, which tells where the case stands. They print on one page.
struct LetterPage: Sendable {
  let services: Services

  /// `/henvisninger/:id/afgoerelsesbrev`.
  @Sendable func decision(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, record, sheets, _) = try await load(context, .answerReferral)
    guard visitor.actor.authority == record.municipality else { throw AccessRefusal.notFound }
    let isGranted = record.isAssignedOnce
    guard isGranted || record.state == .declined else {
      return letter("Afgørelse", visitor, record, "<p>Der er ikke truffet en afgørelse endnu.</p>")
    }
    let sheet = sheets.first { $0.kind == .decision }
    let basis = sheet?.answers["legal_basis"].map { SheetWords.answer($0, to: "legal_basis") }
    let missing = sheet?.gaps.map { SheetWords.question($0.code).lowercased() } ?? ["hele grundlaget for afgørelsen"]
    let content: HTML = """
      \(if: !missing.isEmpty, "<div class=\"notice warn sideways\"><p>Brevet er ikke færdigt. Mangler: \(missing.joined(separator: ", ")). <a href=\"/henvisninger/\(path: record.id.description)/afgoerelse\">Udfyld</a></p></div>" as HTML)
      <h1>\(isGranted ? "Bevilling af en afklaringsplads" : "Afslag på en afklaringsplads")</h1>
      <p>Til \(DanishNames.person(record.name, isProtected: false))</p>
      <p>\(isGranted ? granted(record) : declined(record))</p>
      \(record.consequence.map { "<h2>Hvad sker der nu</h2><p>\(Self.follows($0))</p>" as HTML })
      \(basis.map { "<h2>Hjemmel</h2><p>\($0)</p>" as HTML })
      \(sheet?.answers["reason"].map { "<h2>Begrundelse</h2><p class=\"written\">\($0)</p>" as HTML })
      \(sheet?.answers["hearing"].map { "<h2>Partshøring</h2><p>\(SheetWords.answer($0, to: "hearing"))</p>" as HTML })
      \(sheet?.answers["own_payment"].map { "<h2>Egenbetaling</h2><p class=\"written\">\($0)</p>" as HTML })
      <h2>Du kan klage</h2>
      <p>Du kan klage over afgørelsen inden fire uger, fra du har modtaget den. Send klagen til \(DanishNames.council(record.municipalityName)),
      som vurderer sagen igen. Holder kommunen fast, sender den klagen videre til Ankestyrelsen.</p>
      """
    return letter("Afgørelse", visitor, record, content)
  }

  /// `/henvisninger/:id/dit-forloeb`.
  @Sendable func course(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, record, sheets, waited) = try await load(context, .seeReferrals)
    let due = try await answerDue(record, for: visitor)
    let (telephone, looks) = try await services.database.reading(as: visitor.actor) {
      (
        try await MunicipalityTelephone.of(record.municipality, in: $0),
        try await PastLook.all(of: record.person, in: $0)
      )
    }
    let consents = Disclosure.standing(sheets).map(\.sheet).map { sheet in
      let basis = sheet.answers["basis"].map { SheetWords.answer($0, to: "basis") } ?? "Grundlag"
      return "<li>\(basis): \(sheet.answers["scope"] ?? "omfang er ikke skrevet ned")</li>" as HTML
    }
    let given: HTML =
      consents.isEmpty
      ? "<p>Der er ikke skrevet ned, at oplysninger om dig gives videre.</p>"
      : "<p>Oplysninger om dig gives videre på dette grundlag. Et samtykke kan du altid trække tilbage.</p><ul>\(consents)</ul>"
    let content: HTML = """
      <h1>Dit forløb</h1>
      <p>Til \(DanishNames.person(record.name, isProtected: false))</p>
      <h2>Her står din sag</h2><p>\(ReferralSentence.standing(record))</p>
      \(if: !waited.days.isEmpty, "<p>Du har været færdigbehandlet og ventet på afdelingen i \(waited.days.count) \(waited.days.count == 1 ? "dag" : "dage").</p>" as HTML)
      <h2>Hvem bestemmer</h2>
      <p>\(DanishNames.council(record.municipalityName)) træffer afgørelsen om, hvilken hjælp du får\(due.map { ", og skal svare senest \(DanishDates.day($0))" }). \(record.wardName) har henvist dig.
      \(record.bed.map { "Pladsen er hos \($0.site) i \(DanishNames.council($0.ownerName))." })</p>
      <h2>Hvem du kan ringe til</h2>
      <p>Ring til \(DanishNames.council(record.municipalityName))\(telephone.map { " på \($0)" }) eller til personalet på \(record.wardName), hvis du har spørgsmål.</p>
      <h2>Dine oplysninger</h2>
      \(given)
      <h2>Hvem har set dine oplysninger</h2>
      \(Self.lookedAt(looks))
      <p>Alle, der ser eller ændrer noget i din sag, bliver skrevet op. Du har ret til at få at vide, hvem det er. Spørg kommunen.</p>
      <h2>Hvis du er uenig</h2>
      <p>Du kan klage over en afgørelse inden fire uger. Send klagen til kommunen, som vurderer sagen igen og ellers sender den til Ankestyrelsen.</p>
      """
    return letter("Dit forløb", visitor, record, content)
  }

  private static func lookedAt(_ looks: [PastLook]) -> HTML {
    guard !looks.isEmpty else { return "<p>Ingen har slået op i dine oplysninger i Afklaring.</p>" }
    let lines = looks.map { look in
      let who =
        look.municipality.map(DanishNames.council) ?? look.place ?? look.role.map(DanishNames.role) ?? "Afklaring"
      return "<li>\(who), sidst \(DanishDates.day(look.lastAt.day))</li>" as HTML
    }
    return "<p>De her steder har slået op i dine oplysninger i Afklaring:</p><ul>\(lines)</ul>"
  }

  /// By when the municipality answers the referral, where it has not.
  private func answerDue(_ record: ReferralRecord, for visitor: Visitor) async throws -> CalendarDay? {
    guard record.state == .submitted, let usual = TaskKind.answerReferral.usualWorkingDays else { return nil }
    let (lengths, closed) = try await services.database.reading(as: visitor.actor) {
      (
        try await SetDeadline.all(of: record.municipality, in: $0),
        try await ClosingDay.all(of: record.municipality, from: record.submittedAt.day, in: $0)
      )
    }
    return WorkingDays.adding(
      lengths[.answerReferral] ?? usual, workingDaysTo: record.submittedAt.day, closed: Set(closed.map(\.day)))
  }

  private func load(
    _ context: WebContext, _ permission: Permission
  ) async throws -> (Visitor, ReferralRecord, [CaseSheet], WaitedDays) {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    try visitor.actor.require(permission)
    let (now, keys) = (services.now, services.database.keys)
    let (record, sheets, waited) = try await services.database.looking(as: visitor.actor) { transaction, looks in
      let record = try await ReferralReading.one(id, for: visitor.actor, in: transaction, noting: looks, keys: keys)
      let isLender = visitor.actor.authority != nil && visitor.actor.authority != record.municipality
      guard !isLender else { throw AccessRefusal.notFound }
      let waited = try await WaitedDays.of([record.admission], asOf: now, in: transaction)
      return (
        record, try await CaseSheet.all(of: id, in: transaction, keys: keys), waited[record.admission] ?? .none
      )
    }
    return (visitor, record, sheets, waited)
  }

  /// What follows from a refusal, said to the person.
  private static func follows(_ consequence: DeclineConsequence) -> String {
    switch consequence {
    case .homeWithPresentSupport: "Du bliver udskrevet med den støtte, du har i dag."
    case .otherSupportGranted: "Du får bevilget anden støtte i stedet."
    case .staysInHospital: "Du bliver på afdelingen, til der er fundet en anden løsning."
    case .newReferralExpected: "Afdelingen kan henvise dig igen, når grundlaget er på plads."
    }
  }

  private func granted(_ record: ReferralRecord) -> String {
    guard let bed = record.bed else { return "Du har fået bevilget en afklaringsplads." }
    return
      "Du har fået bevilget en afklaringsplads hos \(bed.site) fra \(DanishDates.day(bed.nights.lowerBound)) til \(DanishDates.day(bed.nights.upperBound))."
  }

  private func declined(_ record: ReferralRecord) -> String {
    let reason = record.declineReason.map { ": \(DanishWords.decline($0).lowercased())" } ?? ""
    return "\(DanishNames.council(record.municipalityName)) har givet afslag på henvisningen\(reason)."
  }

  private func letter(_ title: String, _ visitor: Visitor, _ record: ReferralRecord, _ content: HTML) -> Response {
    let whole: HTML = """
      <p class="crumbs"><a href="/henvisninger">Henvisninger</a> /
      <a href="/henvisninger/\(path: record.id.description)">\(DanishNames.person(record.name, isProtected: record.isProtected))</a> / \(title)</p>
      <article class="letter"><p class="muted">\(DanishNames.council(record.municipalityName)), \(DanishDates.day(services.now.day))</p>
      \(content)</article>
      """
    return Page(title: title, content: whole).response(to: visitor, at: "/henvisninger")
  }
}
