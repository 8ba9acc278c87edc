import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Referral

/// `/plan` (samlet forslag): what the latest plan over everybody who waits proposes for the municipality's people, beside what
/// was proposed before; each row is taken, or another bed is looked for.
struct PlanPage: Sendable {
  let services: Services

  /// With fewer, the queue and the beds say as much.
  static let fewestWaiting = 10

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.seePlan)
    let today = services.now.day
    let (plan, weights, closed, agreements) = try await services.database.reading(as: visitor.actor) { transaction in
      let plan = try await StandingPlan.latest(
        for: visitor.actor, on: today, in: transaction, keys: services.database.keys)
      guard let municipality = visitor.actor.authority else { throw AccessRefusal.notPermitted(.seePlan) }
      return (
        plan, try await MatchWeights.of(municipality, in: transaction),
        try await ClosingDay.all(of: municipality, from: today, in: transaction),
        try await AgreementRecord.all(on: today, in: transaction).filter {
          $0.buyer == municipality && $0.isInForce(on: today)
        }
      )
    }
    let content: HTML = """
      <h1>Samlet forslag</h1>
      \(plan.map { standing($0, visitor, Set(closed.map(\.day)), agreements) } ?? Self.none)
      \(Forms.form("/plan", by: visitor, button: "Lav et nyt forslag", isSecondary: true))
      \(Self.explained(weights))
      """
    return Page(title: "Samlet forslag", content: content).response(to: visitor, at: "/plan")
  }

  /// Asked for in the visitor's name, and made at once.
  @Sendable func make(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    _ = try await FormReading.input(request, from: visitor)
    try await services.database.perform(AskForPlan(), by: visitor.actor)
    try await JobQueue(services.database, kinds: [PlanJob.self], atATime: 1).runDue { services.observer($0) }
    return .seeOther("/plan")
  }

  private static let none: HTML = """
    <div class="empty"><p>Der er ikke lavet et samlet forslag endnu. Det laves hver nat, og når I beder om det.</p></div>
    """

  private func standing(
    _ plan: StandingPlan, _ visitor: Visitor, _ closed: Set<CalendarDay>, _ agreements: [AgreementRecord]
  ) -> HTML {
    guard plan.waiting >= Self.fewestWaiting else {
      return """
        <p class="lead">Lavet \(DanishDates.instant(plan.madeAt)).</p>
        <div class="empty"><p>Der venter \(plan.waiting) i hele landet. Det samlede forslag vises fra \(Self.fewestWaiting);
        forslaget til den enkelte står på siden <a href="/henvisninger">Find en plads</a>.</p></div>
        """
    }
    return """
      <p class="lead">Lavet \(DanishDates.instant(plan.madeAt)). \(plan.waiting) venter i hele landet, \(plan.placed) har en plads i forslaget.
      Ingen får en plads, før I har taget stilling.</p>
      \(plan.lines.isEmpty ? Self.nobody : table(plan, visitor, closed, agreements))
      \(Self.others(plan.others))
      """
  }

  private static let nobody: HTML = """
    <div class="empty"><p>Ingen af kommunens borgere venter på en plads.</p></div>
    """

  private func table(
    _ plan: StandingPlan, _ visitor: Visitor, _ closed: Set<CalendarDay>, _ agreements: [AgreementRecord]
  ) -> HTML {
    let rows = plan.lines.map { line in
      PlanRow(
        line: line, agreement: agreements.first { $0.seller == line.proposal.place?.owner }, visitor: visitor,
        today: services.now.day, closed: closed
      ).html
    }
    return """
      <table class="table blocks"><caption>Kommunens borgere i den rækkefølge, forslaget har taget dem</caption>
      <thead><tr><th scope="col" class="num">Nr.</th><th scope="col">Borger</th><th scope="col" class="num">Ventet</th>
      <th scope="col">Hidtil foreslået</th><th scope="col">Foreslået nu</th><th scope="col">Forskel</th>
      <th scope="col">Beslutning</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private static func others(_ others: [StandingPlan.Other]) -> HTML {
    guard !others.isEmpty else { return .empty }
    let rows = others.map { other in
      """
      <tr><th scope="row">\(other.bedCode)</th><td>\(other.site)</td><td>\(DanishDates.day(other.start))</td><td>Optaget</td></tr>
      """ as HTML
    }
    return """
      <h2>Pladser, som forslaget giver andre kommuners borgere</h2>
      <table class="table narrow"><thead><tr><th scope="col">Plads</th><th scope="col">Tilbud</th><th scope="col">Fra</th>
      <th scope="col">Status</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  /// What counts, and whose weights they are.
  private static func explained(_ own: MatchInstance.PairWeights?) -> HTML {
    let weights = own ?? MatchWeights.usual
    return """
      <h2>Sådan er forslaget fundet</h2>
      <p>Forslaget er det, hvor alle tilsammen venter mindst. En dags venten tæller så meget, som borgeren haster, og mere for hver
      30 dage, borgeren har ventet. Derudover tæller:</p>
      <dl class="facts"><dt>Plads i en anden kommune</dt><dd>\(weights.outsideMunicipality)</dd>
      <dt>Plads i en anden region</dt><dd>\(weights.outsideRegion)</dd>
      <dt>Plads, der ikke er blandt de ønskede</dt><dd>\(weights.notPreferred)</dd>
      <dt>Anden plads end hidtil foreslået</dt><dd>\(weights.change)</dd></dl>
      <p>\(own == nil ? "Det er de almindelige vægte. Kommunens administrator kan sætte andre." : "Det er kommunens egne vægte.")
      At stå uden plads tæller \(MatchWeights.unplaced) i alle kommuner. Regler: udgave \(MatchPlan.ruleVersion).</p>
      """
  }
}
