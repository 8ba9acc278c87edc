import Afklaring
import Hummingbird
import Referral

/// `/tal/faerdigbehandlingsdage`: the waiting days of a period, in groups; what the command line and the API print.
struct WaitingDaysPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.seeFigures)
    let query = request.uri.queryParameters
    let (today, isSuppressed) = (services.now.day, visitor.actor.isShownNoSmallFigures)
    let typed = Typed(
      from: query["fra"].map(String.init) ?? "\(today.year)-01-01",
      to: query["til"].map(String.init) ?? "\(isSuppressed ? today.lastOfMonth : today)",
      by: query["efter"].map(String.init) ?? "municipality")
    do {
      let question = try ReportRequest.parse(
        WaitingDaysReport.self, from: typed.from, to: typed.to, by: typed.by.isEmpty ? nil : typed.by, asOf: nil,
        knownAt: nil, now: services.now)
      let answer = try await services.database.answer(
        WaitingDaysReport.self, question, isSuppressed: isSuppressed, as: visitor.actor.counting)
      if query["format"] == "csv" { return Self.download(answer) }
      return page(visitor, typed, table(answer, typed, for: visitor), status: .ok)
    } catch let error as ReportRequestError {
      let sentence =
        error == .notWholeMonths
        ? "Angiv hele måneder: fra den første i en måned til og med den sidste."
        : "Angiv en gyldig periode, hvor fra-datoen ikke ligger efter til-datoen."
      let mistake = Mistake(field: nil, sentence: sentence)
      return page(visitor, typed, Forms.errors([mistake]), status: .unprocessableContent)
    }
  }

  private struct Typed {
    let from, to, by: String
  }

  private func page(
    _ visitor: Visitor, _ typed: Typed, _ result: HTML, status: HTTPResponse.Status
  ) -> Response {
    let groups = [("", "I alt")] + WaitingDaysReport.groups.map { ($0.rawValue, Self.name($0)) }
    let options = groups.map { value, label in
      "<option value=\"\(value)\"\(attribute: "selected", if: value == typed.by)>\(label)</option>" as HTML
    }
    let content: HTML = """
      <h1>Færdigbehandlings&shy;dage</h1>
      <p class="lead">En færdigbehandlingsdag er en dag, hvor en patient er indlagt, selv om en læge har vurderet patienten færdigbehandlet.
      Udskrivningsdagen tæller ikke med, og dage på en orlov på mere end 72 timer gør det heller ikke.</p>
      <form class="filters" action="/tal/faerdigbehandlingsdage">
      <div class="field"><label for="fra">Fra</label><input class="input" id="fra" name="fra" type="date" value="\(typed.from)"></div>
      <div class="field"><label for="til">Til og med</label><input class="input" id="til" name="til" type="date" value="\(typed.to)"></div>
      <div class="field"><label for="efter">Fordelt på</label><select class="input" id="efter" name="efter">\(options)</select></div>
      <button class="button secondary">Vis</button></form>
      \(result)
      """
    return Page(title: "Færdigbehandlingsdage", content: content)
      .response(to: visitor, at: "/tal/faerdigbehandlingsdage", status: status)
  }

  private func table(_ answer: ReportAnswer, _ typed: Typed, for visitor: Visitor) -> HTML {
    let groupCount = answer.request.by.count
    let heads = answer.table.columns.enumerated().map { number, column in
      number < groupCount
        ? "<th scope=\"col\">\(Self.head(column))</th>" as HTML
        : "<th scope=\"col\" class=\"num\">\(Self.head(column))</th>"
    }
    let rows = answer.table.rows.map { row in
      let cells = row.enumerated().map { number, cell in
        number < groupCount
          ? "<th scope=\"row\">\(words(cell.text, in: answer.table.columns[number]))</th>" as HTML
          : "<td class=\"num\">\(Self.number(cell.text, in: answer.table.columns[number]))</td>"
      }
      return "<tr>\(cells)</tr>" as HTML
    }
    // What lies ahead is not counted yet.
    let lastCounted = min(answer.request.to, max(answer.request.from, answer.request.asOf.day))
    return """
      <p class="hint sideways">Tabellen er bredere end skærmen: rul den til siden.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Færdigbehandlingsdage"><table class="table">
      <caption>\(DanishDates.day(answer.request.from)) til \(DanishDates.day(lastCounted))</caption>
      <thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>
      \(if: visitor.actor.isShownNoSmallFigures, Self.hiding)
      <p class="muted">Opgjort \(DanishDates.instant(answer.request.asOf)) ud fra det, der var registreret \(DanishDates.instant(answer.knownAt)).
      <a class="download" href="/tal/faerdigbehandlingsdage?fra=\(query: typed.from)&amp;til=\(query: typed.to)&amp;efter=\(query: typed.by)&amp;format=csv">Hent som CSV</a></p>
      """
  }

  private static let hiding: HTML = """
    <p class="muted">Tal, der bygger på færre end fem personer, vises ikke, og heller ikke tal, der ville røbe dem. Er tabellen tom, så vælg en grovere fordeling.</p>
    """

  // MARK: Words

  private func words(_ value: String, in column: String) -> String {
    if value == "total" { return "I alt" }
    if value.isEmpty { return "Ikke oplyst" }
    switch ReportGroup(rawValue: column) {
    case .municipality: return services.places.municipality(code: value)?.name ?? value
    case .region: return services.places.region(reportKey: value)?.name ?? value
    case .month: return CalendarDay(value + "-01").map(DanishDates.month) ?? value
    case .quarter:
      let parts = value.split(separator: "-")
      return parts.count == 2 ? "\(parts[1].dropFirst()). kvartal \(parts[0])" : value
    default: return value
    }
  }

  /// A decimal comma and a point between the thousands, as Danish has it.
  private static func number(_ value: String, in column: String) -> String {
    switch value {
    case "": "–"
    case "missing": "takst mangler"
    case ReportMark.fewerThanFive.rawValue: "færre end 5"
    case ReportMark.hidden.rawValue: "skjult"
    default: column.hasPrefix("amount_") ? DanishAmounts.kroner(value) : DanishAmounts.number(value)
    }
  }

  private static func head(_ column: String) -> String {
    switch column {
    case "admissions": "Indlæggelser"
    case "waiting_days": "Dage"
    case "ongoing": "Venter stadig"
    case "ended": "Afsluttede"
    case "mean_days": "Gennemsnit"
    case "median_days": "Median"
    case "p90_days": "90 %-fraktil"
    case "amount_region": "Til regionen"
    case "amount_state": "Til staten"
    default: ReportGroup(rawValue: column).map(name) ?? column
    }
  }

  private static func name(_ group: ReportGroup) -> String {
    switch group {
    case .municipality: "Bopælskommune"
    case .region: "Region"
    case .ward: "Afdeling"
    case .month: "Måned"
    case .quarter: "Kvartal"
    case .year: "År"
    default: group.rawValue
    }
  }

  private static func download(_ answer: ReportAnswer) -> Response {
    let groups = answer.request.by.map { "-\($0.rawValue)" }.joined()
    let name = "faerdigbehandlingsdage-\(answer.request.from)-til-\(answer.request.to)\(groups).csv"
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.csv)))
  }
}
