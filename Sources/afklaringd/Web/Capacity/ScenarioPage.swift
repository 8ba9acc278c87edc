import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Postgres
import Referral

/// `/scenarier` (hvad nu hvis): what more beds, shorter stays, a closed site or a new agreement would do to the municipality's
/// waiting, by simulation of its own history. What is asked stands in the address.
struct ScenarioPage: Sendable {
  let services: Services

  private static let (horizonDays, runs, seed) = (182, 300, UInt64(1))

  /// What can be asked, by its name in the address, and its bounds.
  private static let numbers: [(name: String, label: String, hint: String, bounds: ClosedRange<Int>)] = [
    ("nye_pladser", "Flere pladser", "Med alt det, kommunens pladser kan", 0...100),
    ("laengste_ophold", "Ophold varer højst så mange døgn", "Tomt felt: som nu", 1...730),
    ("aftalte_pladser", "Pladser ved en ny aftale", "Andre kommuners, ledige med det samme", 0...100),
  ]

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.seeForecast)
    guard let municipality = visitor.actor.authority else { throw AccessRefusal.notPermitted(.seeForecast) }
    let query = request.uri.queryParameters
    let typed = Dictionary(
      uniqueKeysWithValues: Self.numbers.map { ($0.name, query[Substring($0.name)].map(String.init) ?? "") })
    let problems = Self.numbers.compactMap { number in
      Self.number(typed[number.name], number.bounds) == nil
        ? "\(number.label): skriv et helt tal mellem \(number.bounds.lowerBound) og \(number.bounds.upperBound)." : nil
    }
    let sites = try await services.database.reading(as: visitor.actor) {
      try await BedRecord.sites(of: municipality, in: $0)
    }
    let closed = query.filter { $0.key == "lukket" }.map { String($0.value) }
    let closing = sites.filter { closed.contains($0.code) }.map(\.code)
    let scenario = Scenario(
      addedBeds: Self.given(typed["nye_pladser"]) ?? 0, longestStay: Self.given(typed["laengste_ophold"]),
      closedSites: closing, agreedBeds: Self.given(typed["aftalte_pladser"]) ?? 0)
    let made = problems.isEmpty ? try await forecast(municipality, scenario) : nil
    let content: HTML = """
      <h1>Hvad nu hvis …</h1>
      <p class="lead">Hvor længe kommunens borgere kan komme til at vente i det næste halve år, som det er nu, og hvis noget var anderledes.</p>
      \(if: !problems.isEmpty, Self.told(problems))
      \(Self.form(typed, sites, closing))
      \(made.map { Self.answer($0, scenario) })
      """
    return Page(title: "Hvad nu hvis", content: content).response(
      to: visitor, at: "/scenarier", status: problems.isEmpty ? .ok : .badRequest)
  }

  /// Days and sums, of a state that the daemon reads.
  private func forecast(_ municipality: MunicipalityCode, _ scenario: Scenario) async throws -> ForecastComparison {
    try await services.database.reading(as: .system) { transaction in
      try await ForecastComparison.make(
        of: municipality, on: services.now.day, scenario, horizonDays: Self.horizonDays, runs: Self.runs,
        seed: Self.seed, in: transaction)
    }
  }

  private static func given(_ text: String?) -> Int? { text.flatMap { Int($0.trimmingWhitespace) } }

  /// Nil where it does not fit; an empty field does.
  private static func number(_ text: String?, _ bounds: ClosedRange<Int>) -> Int? {
    guard let text = text?.trimmingWhitespace, !text.isEmpty else { return bounds.lowerBound }
    return Int(text).flatMap { bounds.contains($0) ? $0 : nil }
  }

  private static func told(_ problems: [String]) -> HTML {
    """
    <div class="errors" role="alert"><h2>Det lykkedes ikke</h2><ul>\(problems.map { "<li>\($0)</li>" as HTML })</ul></div>
    """
  }

  private static func form(
    _ typed: [String: String], _ sites: [(code: String, name: String)], _ closing: [String]
  ) -> HTML {
    let fields = numbers.map { number in
      """
      <div class="field"><label for="\(number.name)">\(number.label)</label><p class="hint">\(number.hint)</p>
      <input class="input" id="\(number.name)" name="\(number.name)" inputmode="numeric" value="\(typed[number.name] ?? "")"></div>
      """ as HTML
    }
    let boxes = sites.map { site in
      """
      <label class="choice"><input type="checkbox" name="lukket" value="\(site.code)"\(attribute: "checked", if: closing.contains(site.code))> <span>\(site.name) tager ikke imod flere</span></label>
      """ as HTML
    }
    return """
      <form method="get" action="/scenarier">\(fields)\(boxes.isEmpty ? HTML.empty : "<fieldset class=\"field\"><legend>Lukkede tilbud</legend>\(boxes)</fieldset>")
      <div class="actions"><button class="button">Regn</button></div></form>
      """
  }

  private static func answer(_ made: ForecastComparison, _ scenario: Scenario) -> HTML {
    let isSame = scenario == .none
    return """
      <h2>De næste \(horizonDays) dage</h2>
      <p>\(made.waiting) venter nu; kommunen har \(made.beds) pladser. Ventedage er alle dage, alle tilsammen venter.</p>
      <table class="table blocks"><thead><tr><th scope="col">Situation</th><th scope="col" class="num">Ventedage</th><th scope="col" class="num">8 af 10 gange</th>
      <th scope="col" class="num">Flytter ind</th><th scope="col" class="num">8 af 10 gange</th></tr></thead>
      <tbody>\(row("Som nu", made.today))\(isSame ? HTML.empty : row("I scenariet", made.otherwise))</tbody></table>
      \(if: made.today.endedStays < Forecast.fewestStays, tooFew(made.today.endedStays))
      <h2>Sådan er det regnet</h2>
      <p>Kommunens egne ophold og henvisninger gentages ved tilfælde \(runs) gange: et ophold varer som et af de afsluttede i de seneste tre år,
      nye borgere kommer som i det seneste år, og den, der står først i køen, får den første plads, der dækker behovet.
      Pladser i andre kommuner indgår kun, hvis du skriver dem ovenfor. Samme spørgsmål giver samme svar.</p>
      """
  }

  private static func row(_ name: String, _ forecast: Forecast) -> HTML {
    """
    <tr><th scope="row" data-label="Situation">\(name)</th>
    <td data-label="Ventedage" class="num">\(number(forecast.waitingDays.mean))</td>
    <td data-label="8 af 10 gange" class="num nowrap">\(interval(forecast.waitingDays))</td>
    <td data-label="Flytter ind" class="num">\(number(forecast.placed.mean))</td>
    <td data-label="8 af 10 gange" class="num nowrap">\(interval(forecast.placed))</td></tr>
    """
  }

  private static func number(_ value: Double) -> String { DanishAmounts.number("\(Int(value.rounded()))") }

  private static func interval(_ spread: Forecast.Spread) -> String {
    spread.interval.map {
      "\(DanishAmounts.number("\($0.lowerBound)"))–\(DanishAmounts.number("\($0.upperBound)"))"
    } ?? "–"
  }

  private static func tooFew(_ stays: Int) -> HTML {
    """
    <div class="notice"><p>Kommunen har \(stays) \(stays == 1 ? "afsluttet" : "afsluttede") ophold. Der skal \(Forecast.fewestStays) til, før der kan siges noget om, hvor sikkert
    tallet er.</p></div>
    """
  }
}
