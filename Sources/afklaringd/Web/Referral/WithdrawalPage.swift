import Afklaring
import Hummingbird
import Referral

/// `/henvisninger/:id/tilbagetraekning`: what a withdrawal releases, before it is confirmed.
struct WithdrawalPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    try visitor.actor.require(.withdrawReferral)
    return try await page(id, for: visitor, .none, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.withdrawReferral)
    do {
      let command = try WithdrawReferral(&input, of: id, by: visitor.actor, services)
      try await services.perform(command, by: visitor.actor)
      return .seeOther("/henvisninger/\(id)")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(id, for: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  private func page(
    _ id: ReferralID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let record = try await services.database.looking(as: visitor.actor) { transaction, looks in
      try await ReferralReading.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
    }
    guard visitor.actor.ward == record.ward || visitor.actor.authority == record.municipality else {
      throw AccessRefusal.notFound
    }
    let name = DanishNames.person(record.name, isProtected: record.isProtected)
    let content: HTML = """
      <p class="crumbs"><a href="/henvisninger">Henvisninger</a> /
      <a href="/henvisninger/\(path: id.description)">\(name)</a> / Træk tilbage</p>
      <h1>Træk henvisningen af \(name) tilbage</h1>
      <p class="lead">\(ReferralSentence.standing(record))</p>
      \(Forms.errors(sent))
      \(record.state.after(.withdraw) == nil ? "<p>Henvisningen kan ikke længere trækkes tilbage.</p>" : form(record, visitor, sent))
      """
    return Page(title: "Træk henvisningen tilbage", content: content)
      .response(to: visitor, at: "/henvisninger", status: status)
  }

  private func form(_ record: ReferralRecord, _ visitor: Visitor, _ sent: SentForm) -> HTML {
    let released = Self.released(record).map { "<li>\($0)</li>" as HTML }
    return """
      <section class="panel" aria-labelledby="frigives"><h2 id="frigives">Det sker der</h2><ul>\(released)</ul></section>
      \(Forms.form(
        "/henvisninger/\(record.id)/tilbagetraekning", by: visitor, button: "Træk henvisningen tilbage",
        (record.bed.map { Forms.hidden(.bed, $0.id.description) } ?? .empty)
          + Forms.choices(.reason, WithdrawalReason.allCases.map { ($0.rawValue, DanishWords.withdrawal($0)) }, in: sent)
          + Forms.choices(
            .wentTo, OnwardSupport.allCases.map { ($0.rawValue, DanishWords.onward($0)) }, isRequired: false, in: sent)))
      """
  }

  /// Everything that a withdrawal undoes, in words.
  private static func released(_ record: ReferralRecord) -> [String] {
    var lines: [String] = []
    if let bed = record.bed {
      let nights = "fra \(DanishDates.day(bed.nights.lowerBound)) til \(DanishDates.day(bed.nights.upperBound))"
      lines.append("Plads \(bed.code), \(bed.site), bliver fri igen \(nights), og stedet får besked.")
    }
    if record.offer != nil { lines.append("Pladstilbuddet falder bort uden svar.") }
    if record.state == .accepted || record.state == .offered { lines.append("Borgeren mister sin plads i køen.") }
    if record.state == .informationRequested { lines.append("Spørgsmålet til afdelingen bortfalder.") }
    lines.append("Den anden part får besked. Færdigbehandlingsdage tæller videre, til patienten er udskrevet.")
    return lines
  }
}
