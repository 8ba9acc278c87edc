import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Postgres
import Referral

/// `/vaegte`: what counts in the matching of the administrator's municipality.
struct WeightPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.setDeadlines)
    return try await page(to: visitor, .none, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.setDeadlines)
    do {
      let (outside, beyond) = (input.count(.outsideMunicipality), input.count(.outsideRegion))
      let (notPreferred, change) = (input.count(.notPreferred), input.count(.change))
      guard let outside, let beyond, let notPreferred, let change else { throw input.invalid }
      try await services.perform(
        SetMatchWeights(
          .init(
            outsideMunicipality: outside, outsideRegion: beyond, notPreferred: notPreferred, change: change)),
        by: visitor.actor)
      return .seeOther("/vaegte")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  private func page(to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status) async throws -> Response {
    guard case .administrator(let municipality) = visitor.actor.standing else {
      throw AccessRefusal.notPermitted(.setDeadlines)
    }
    let own = try await services.database.reading(as: visitor.actor) { try await MatchWeights.of(municipality, in: $0) }
    let weights = own ?? MatchWeights.usual
    let fields: [(Field, Int)] = [
      (.outsideMunicipality, weights.outsideMunicipality), (.outsideRegion, weights.outsideRegion),
      (.notPreferred, weights.notPreferred), (.change, weights.change),
    ]
    let content: HTML = """
      <h1>Vægte i det samlede forslag</h1>
      <p class="lead">Hvor mange dages venten det tæller som for en borger, der haster 1 og ikke har ventet. Alle kommuner kan se dem.</p>
      \(Forms.errors(sent))
      <p>\(own == nil ? "Kommunen bruger de almindelige vægte." : "Kommunen har sine egne vægte.")</p>
      \(Forms.form(
        "/vaegte", by: visitor, button: "Gem vægtene",
        fields.reduce(HTML.empty) { $0 + Forms.input($1.0, type: "number", value: "\($1.1)", in: sent) }))
      """
    return Page(title: "Vægte", content: content).response(to: visitor, at: "/vaegte", status: status)
  }
}

extension SetMatchWeights.No: Worded {
  var danish: String { "En vægt er mellem 0 og \(MatchWeights.most)." }
  var english: String { "a weight lies between 0 and \(MatchWeights.most)" }
}
