import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Postgres

/// `/aftaler`: who may use whose beds, from when to when, at what price, and how many at once; the owner's administrator keeps
/// them.
struct AgreementPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.seeAgreements)
    return try await page(to: visitor, .none, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.setAgreement)
    do {
      let buyer = input.municipality(.buyer, in: services.places)
      let (from, to) = (input.day(.validFrom), input.optionalDay(.validTo))
      let (price, places) = (input.optionalNumber(.pricePerDay), input.optionalNumber(.maxPlaces))
      guard let buyer, let from, input.problems.isEmpty else { throw input.invalid }
      try await services.perform(
        SetAgreement(buyer, from: from, to: to, pricePerDay: price, maxPlaces: places), by: visitor.actor)
      return .seeOther("/aftaler")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  private func page(to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status) async throws -> Response {
    let today = services.now.day
    let all = try await services.database.reading(as: visitor.actor) {
      try await AgreementRecord.all(on: today, in: $0)
    }
    let content: HTML = """
      <h1>Aftaler om køb af pladser</h1>
      <p class="lead">En aftale lader en kommune bruge en anden kommunes pladser. Den gælder ved bevilling og tilbud om plads.</p>
      \(Forms.errors(sent))
      \(all.isEmpty ? "<div class=\"empty\"><p>Kommunen har ingen aftaler.</p></div>" : Self.table(all, today))
      \(if: Permission.setAgreement.roles.contains(visitor.actor.standing.role), form(visitor, sent))
      """
    return Page(title: "Aftaler", content: content).response(to: visitor, at: "/aftaler", status: status)
  }

  private static func table(_ all: [AgreementRecord], _ today: CalendarDay) -> HTML {
    let rows = all.map { one in
      """
      <tr><th scope="row" data-label="Køber">\(DanishNames.council(one.buyerName))</th>
      <td data-label="Driftskommune">\(DanishNames.council(one.sellerName))</td>
      <td data-label="Gælder">\(validity(one, today))</td>
      <td data-label="Pris pr. dag" class="num">\(one.pricePerDay.map(DanishAmounts.price) ?? "Pris mangler")</td>
      <td data-label="Pladser i nat" class="num">\(one.placesTonight)\(one.maxPlaces.map { " af \($0)" } ?? "")</td></tr>
      """ as HTML
    }
    return """
      <table class="table blocks"><thead><tr><th scope="col">Køber</th><th scope="col">Driftskommune</th>
      <th scope="col">Gælder</th><th scope="col" class="num">Pris pr. dag</th><th scope="col" class="num">Pladser i nat</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  private static func validity(_ one: AgreementRecord, _ today: CalendarDay) -> HTML {
    let from = DanishDates.day(one.validFrom)
    guard let to = one.validTo else { return "Fra \(from)" }
    let isOver: HTML = to < today ? " <span class=\"badge closed\">Udløbet</span>" : ""
    return "\(from) – \(DanishDates.day(to))\(isOver)"
  }

  private func form(_ visitor: Visitor, _ sent: SentForm) -> HTML {
    """
    <h2>Lad en anden kommune bruge jeres pladser</h2>
    <p>Findes der en aftale fra samme dag, får den de nye vilkår. For at slutte en aftale: skriv dens første dag og den sidste.</p>
    \(Forms.form(
      "/aftaler", by: visitor, button: "Gem aftalen",
      Forms.choices(.buyer, Forms.municipalities(of: services.places), in: sent)
        + "<div class=\"dates\">\(Forms.input(.validFrom, type: "date", in: sent))\(Forms.input(.validTo, type: "date", isRequired: false, in: sent))</div>"
        + Forms.input(.pricePerDay, type: "number", isRequired: false, in: sent)
        + Forms.input(.maxPlaces, type: "number", hint: "Tomt felt: ingen grænse", isRequired: false, in: sent)))
    """
  }
}

extension SetAgreement.No: Worded {
  var field: Field? {
    switch self {
    case .withOneself: .buyer
    case .endsBeforeItBegins: .validTo
    case .noPrice: .pricePerDay
    case .noPlaces: .maxPlaces
    }
  }

  var danish: String {
    switch self {
    case .withOneself: "En kommune har ikke en aftale med sig selv."
    case .endsBeforeItBegins: "Aftalen slutter, før den begynder."
    case .noPrice: "Prisen skal være mellem 0 og 1.000.000 kr. pr. dag."
    case .noPlaces: "Antallet skal være mellem 1 og 100.000 pladser."
    }
  }

  var english: String {
    switch self {
    case .withOneself: "a municipality has no agreement with itself"
    case .endsBeforeItBegins: "the agreement ends before it begins"
    case .noPrice: "expected a price of 0 to 1,000,000 kroner a day"
    case .noPlaces: "expected 1 to 100,000 places"
    }
  }
}
