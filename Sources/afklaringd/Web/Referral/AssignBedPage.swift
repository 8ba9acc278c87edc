import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Postgres
import Referral

/// `/henvisninger/:id/plads` (find plads): the person's needs and wishes on the left, the beds on the right as they rank, what
/// a single requirement less would open, and with `?plads=` why a bed, or why not.
struct AssignBedPage: Sendable {
  let services: Services

  /// Beds with a form of their own; the others stand in a list.
  private static let mostCards = 10

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    try visitor.actor.require(.assignBed)
    let asked = request.uri.queryParameters["plads"].map(String.init)
    return try await page(id, for: visitor, .none, about: asked, status: .ok)
  }

  /// Assigning and offering: done, the referral is shown; wishes: this page again; refused, the beds as they are now, and why.
  func submit<One: Readable>(
    _ command: One.Type, thenFind: Bool = false
  ) -> @Sendable (Request, WebContext) async throws -> Response where One.Subject == ReferralID {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
      var input = try await FormReading.input(request, from: visitor)
      try visitor.actor.require(One.permission)
      do {
        _ = try await services.perform(One(&input, of: id, by: visitor.actor, services), by: visitor.actor)
        return .seeOther("/henvisninger/\(id)\(thenFind ? "/plads" : "")")
      } catch {
        let (mistakes, status) = try Mistake.all(in: error)
        let sent = SentForm(typed: input, mistakes: mistakes, for: One.permission)
        return try await page(id, for: visitor, sent, about: nil, status: status)
      }
    }
  }

  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/henvisninger/\(try context.identifier() as ReferralID)/plads")
  }

  private func page(
    _ id: ReferralID, for visitor: Visitor, _ sent: SentForm, about asked: String?, status: HTTPResponse.Status
  ) async throws -> Response {
    let (record, search) = try await services.database.looking(as: visitor.actor) { transaction, looks in
      let record = try await ReferralReading.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
      let isDeciding = visitor.actor.authority == record.municipality
      return (record, isDeciding ? try await BedSearch(for: record, services, about: asked, in: transaction) : nil)
    }
    let name = DanishNames.person(record.name, isProtected: record.isProtected)
    let hindrance = Self.hindrance(record, visitor)
    let cards = search?.cards(by: visitor, isGiving: hindrance == nil, sent) ?? []
    let mended = cards.first { !$0.sent.mistakes.isEmpty && $0.isGiving }?.sent
    let content: HTML = """
      <p class="crumbs"><a href="/henvisninger">Henvisninger</a> /
      <a href="/henvisninger/\(path: id.description)">\(name)</a> / Find en plads</p>
      <h1>Find en plads til \(name)</h1>
      <p class="lead">\(ReferralSentence.standing(record))</p>
      \(Forms.errors(mended ?? sent, areFieldsShown: mended != nil || !sent.isOf(.assignBed) && !sent.isOf(.offerBed)))
      \(hindrance.map { "<div class=\"notice\"><p>\($0)</p></div>" as HTML })
      \(search.map { Self.panels($0, cards, visitor, sent) })
      """
    return Page(title: "Find en plads", content: content).response(to: visitor, at: "/henvisninger", status: status)
  }

  private static func panels(_ search: BedSearch, _ cards: [BedCard], _ visitor: Visitor, _ sent: SentForm) -> HTML {
    """
    \(ProposalNotice(search: search, visitor: visitor, sent: sent.part(.answerProposal)).html)
    \(search.asked.map { BedVerdictTable(bed: $0.bed, verdict: $0.verdict, search: search).html })
    \(search.isUnknown ? "<div class=\"notice\"><p>Der er ingen plads med den kode.</p></div>" : HTML.empty)
    <div class="panels">
    <section class="panel needs" aria-labelledby="behov"><h2 id="behov">Behov</h2><dl class="facts">
    <dt>Køn</dt><dd>\(DanishNames.sex(search.record.sex))</dd>
    <dt>Behov</dt><dd>\(search.record.needs.isEmpty ? "Ingen særlige" : DanishNames.needs(search.record.needs))</dd>
    </dl>
    \(WishForm(record: search.record, found: search.found, visitor: visitor, sent: sent).html)
    \(search.whyForm)</section>
    <section class="panel" aria-labelledby="pladser"><h2 id="pladser">Pladser – de bedst egnede først</h2>
    \(cards.isEmpty ? empty : "<ol class=\"cards\">\(cards.prefix(mostCards).map(\.html))</ol>")
    \(search.rest(behind: mostCards))
    \(NearMissTable(search: search).html)</section>
    </div>
    """
  }

  /// Why nobody, or not the visitor, can give a bed now.
  private static func hindrance(_ record: ReferralRecord, _ visitor: Visitor) -> String? {
    guard visitor.actor.authority == record.municipality else {
      return "Kun \(DanishNames.council(record.municipalityName)) kan bevilge en plads."
    }
    guard record.state != .accepted else { return nil }
    return "Der kan ikke gives en plads nu: \(DanishWords.standing(record.state))."
  }

  private static let empty: HTML = """
    <div class="empty"><p>Kommunen har ingen pladser og ingen aftale om andres.</p>
    <p>Bed jeres administrator om at oprette pladser eller en aftale.</p></div>
    """
}
