import Afklaring
import HTTPTypes
import Hummingbird
import Referral

/// `/tal/<rapport>`: a report of a period, in groups; what the command line and the API print.
struct FiguresPage: Sendable {
  let services: Services
  let report: any Report.Type

  static let reports = ReferralReports.all

  private var path: String { "/tal/\(ReportWords.slug(report))" }

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
        report, from: typed.from, to: typed.to, by: typed.by.isEmpty ? nil : typed.by, asOf: nil, knownAt: nil,
        now: services.now)
      let answer = try await services.database.answer(
        report, question, isSuppressed: isSuppressed, as: visitor.actor.counting)
      switch query["format"] {
      case "csv": return download(Array(answer.csv.utf8), answer, "csv", "text/csv; charset=utf-8")
      case "xlsx":
        return download(
          try answer.xlsx(), answer, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      default: return page(visitor, typed, table(answer, typed, for: visitor), status: .ok)
      }
    } catch let error as ReportRequestError {
      let mistake = Mistake(field: nil, sentence: Self.sentence(error))
      return page(visitor, typed, Forms.errors([mistake]), status: .unprocessableContent)
    }
  }

  private static func sentence(_ error: ReportRequestError) -> String {
    switch error {
    case .notWholeMonths: "Angiv hele måneder: fra den første i en måned til og med den sidste."
    case .unknownGroup, .repeatedGroup: "Vælg en af de fordelinger, der står på listen."
    default: "Angiv en gyldig periode, hvor fra-datoen ikke ligger efter til-datoen."
    }
  }

  private struct Typed {
    let from, to, by: String

    func address(_ path: String, _ format: String) -> HTML {
      "\(path)?fra=\(query: from)&amp;til=\(query: to)&amp;efter=\(query: by)&amp;format=\(format)"
    }
  }

  private func page(
    _ visitor: Visitor, _ typed: Typed, _ result: HTML, status: HTTPResponse.Status
  ) -> Response {
    let groups = [("", "I alt")] + report.groups.map { ($0.rawValue, ReportWords.group($0)) }
    let options = groups.map { value, label in
      "<option value=\"\(value)\"\(attribute: "selected", if: value == typed.by)>\(label)</option>" as HTML
    }
    let others = Self.reports.map { other in
      """
      <li><a href="/tal/\(path: ReportWords.slug(other))"\(attribute: "aria-current", other == report ? "page" : nil)>\(ReportWords.title(other))</a></li>
      """ as HTML
    }
    let content: HTML = """
      <nav class="tabs" aria-label="Tal"><ul>\(others)</ul></nav>
      <h1>\(ReportWords.title(report))</h1>
      <p class="lead">\(report.definition)</p>
      <form class="filters" action="\(path)">
      <div class="field"><label for="fra">Fra</label><input class="input" id="fra" name="fra" type="date" value="\(typed.from)"></div>
      <div class="field"><label for="til">Til og med</label><input class="input" id="til" name="til" type="date" value="\(typed.to)"></div>
      <div class="field"><label for="efter">Fordelt på</label><select class="input" id="efter" name="efter">\(options)</select></div>
      <button class="button secondary">Vis</button></form>
      \(result)
      """
    return Page(title: ReportWords.title(report), content: content)
      .response(to: visitor, at: Page.figures, status: status)
  }

  private func table(_ answer: ReportAnswer, _ typed: Typed, for visitor: Visitor) -> HTML {
    let groupCount = answer.request.by.count
    let heads = answer.table.columns.enumerated().map { number, column in
      number < groupCount
        ? "<th scope=\"col\">\(ReportGroup(rawValue: column).map(ReportWords.group) ?? column)</th>" as HTML
        : "<th scope=\"col\" class=\"num\">\(ReportWords.column(column))</th>"
    }
    let rows = answer.table.rows.map { row in
      let cells = row.enumerated().map { number, cell in
        let column = answer.table.columns[number]
        return number < groupCount
          ? "<th scope=\"row\">\(ReportWords.value(cell.text, in: column, services.places))</th>" as HTML
          : "<td class=\"num\">\(ReportWords.figure(cell.text, in: column))</td>"
      }
      return "<tr>\(cells)</tr>" as HTML
    }
    // What lies ahead is not counted yet.
    let lastCounted = min(answer.request.to, max(answer.request.from, answer.request.asOf.day))
    return """
      <p class="hint sideways">Tabellen er bredere end skærmen: rul den til siden.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="\(ReportWords.title(report))"><table class="table">
      <caption>\(DanishDates.day(answer.request.from)) til \(DanishDates.day(lastCounted))</caption>
      <thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>
      \(if: visitor.actor.isShownNoSmallFigures, Self.hiding)
      <p class="muted">Opgjort \(DanishDates.instant(answer.request.asOf)) ud fra det, der var registreret \(DanishDates.instant(answer.knownAt)).
      <a class="download" href="\(typed.address(path, "csv"))">Hent som CSV</a> <a class="download" href="\(typed.address(path, "xlsx"))">Hent som regneark</a></p>
      """
  }

  private static let hiding: HTML = """
    <p class="muted">Tal, der bygger på færre end fem personer, vises ikke, og heller ikke tal, der ville røbe dem. Er tabellen tom, så vælg en grovere fordeling.</p>
    """

  private func download(_ bytes: [UInt8], _ answer: ReportAnswer, _ ending: String, _ type: String) -> Response {
    let groups = answer.request.by.map { "-\($0.rawValue)" }.joined()
    let name = "\(ReportWords.slug(report))-\(answer.request.from)-til-\(answer.request.to)\(groups).\(ending)"
    return Response(
      status: .ok,
      headers: [
        .contentType: type, .cacheControl: "no-store", .contentDisposition: "attachment; filename=\"\(name)\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
