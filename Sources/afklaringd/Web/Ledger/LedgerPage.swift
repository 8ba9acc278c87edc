import Afklaring
import Hummingbird
import Referral

/// `/regnskab`: a month's waiting days line by line, with the cause and price of each; the same for ward and municipality.
struct LedgerPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.seeLedger)
    let now = services.now
    let typed = request.uri.queryParameters["maaned"].map(String.init) ?? String("\(now.day)".prefix(7))
    guard let first = CalendarDay(typed + "-01") else {
      let mistake = Mistake(field: nil, sentence: "Angiv en måned, fx 2026-11.")
      return page(visitor, typed, Forms.errors([mistake]), status: .unprocessableContent)
    }
    let (lines, bought) = try await services.database.reading(as: visitor.actor) { transaction in
      let lines = try await LedgerLine.list(
        for: visitor.actor, from: first, to: first.lastOfMonth, at: now, in: transaction, keys: services.database.keys)
      guard let buyer = visitor.actor.authority else { return (lines, [BoughtNights]()) }
      return (
        lines,
        try await BoughtNights.of(buyer, from: first, to: first.lastOfMonth, at: now, in: transaction)
      )
    }
    let content: HTML =
      lines.isEmpty
      ? "<div class=\"empty\"><p>Ingen færdigbehandlingsdage i \(DanishDates.month(first)).</p></div>"
      : Self.sums(lines) + LedgerTable.html(lines, isLinked: true)
    return page(visitor, typed, content + Self.table(bought), status: .ok)
  }

  private func page(_ visitor: Visitor, _ typed: String, _ result: HTML, status: HTTPResponse.Status) -> Response {
    let content: HTML = """
      <h1>Regnskab over færdigbehandlingsdage</h1>
      <p class="lead">Afdeling og kommune ser de samme linjer. Hver dag har én årsag; den følger af forløbet, til begge parter er enige om en anden.</p>
      <form class="filters" action="/regnskab">
      <div class="field"><label for="maaned">Måned</label><input class="input" id="maaned" name="maaned" type="month" value="\(typed)"></div>
      <button class="button secondary">Vis</button></form>
      \(result)
      """
    return Page(title: "Regnskab", content: content).response(to: visitor, at: "/regnskab", status: status)
  }

  /// Days by cause, which add up to all of them.
  private static func sums(_ lines: [LedgerLine]) -> HTML {
    let total = lines.reduce(0) { $0 + $1.days }
    let causes = WaitingCause.allCases.map { cause in
      (cause, lines.filter { $0.cause == cause }.reduce(0) { $0 + $1.days })
    }.filter { $0.1 > 0 }
    let rows = causes.map { cause, days in
      "<tr><th scope=\"row\">\(DanishWords.cause(cause))</th><td class=\"num\">\(days)</td></tr>" as HTML
    }
    return """
      <table class="table narrow"><caption>Dage efter årsag</caption>
      <thead><tr><th scope="col">Årsag</th><th scope="col" class="num">Dage</th></tr></thead>
      <tbody>\(rows)<tr><th scope="row">I alt</th><td class="num">\(total)</td></tr></tbody></table>
      """
  }

  private static func table(_ bought: [BoughtNights]) -> HTML {
    guard !bought.isEmpty else { return .empty }
    let rows = bought.map { line in
      """
      <tr><th scope="row">\(DanishNames.council(line.sellerName))</th><td class="num">\(line.nights)</td>
      <td class="num">\(line.amount.map(DanishAmounts.kroner) ?? "pris mangler")</td></tr>
      """ as HTML
    }
    return """
      <section aria-labelledby="koebte"><h2 id="koebte">Købte døgn hos andre kommuner</h2>
      <table class="table narrow"><thead><tr><th scope="col">Driftskommune</th><th scope="col" class="num">Døgn</th>
      <th scope="col" class="num">Beløb</th></tr></thead><tbody>\(rows)</tbody></table></section>
      """
  }
}

/// The lines of a ledger as a table.
enum LedgerTable {
  static func html(_ lines: [LedgerLine], isLinked: Bool) -> HTML {
    let rows = lines.map { line in
      let name = DanishNames.person(line.name, isProtected: line.isProtected)
      let who: HTML =
        isLinked
        ? "<th scope=\"row\" data-label=\"Borger\"><a href=\"/regnskab/\(path: line.admission.description)\">\(name)</a></th>"
        : "<th scope=\"row\" data-label=\"Afdeling\">\(line.wardName)</th>"
      return """
        <tr>\(who)<td data-label="Kommune">\(DanishNames.council(line.municipalityName))</td>
        <td data-label="Fra" class="nowrap">\(DanishDates.day(line.span.lowerBound))</td>
        <td data-label="Til og med" class="nowrap">\(DanishDates.day(line.span.upperBound.adding(days: -1)))</td>
        <td data-label="Dage" class="num">\(line.days)</td>
        <td data-label="Årsag">\(DanishWords.cause(line.cause))\(if: line.isAgreed, " <span class=\"badge good\">Enighed</span>")\(if: line.isDisputed, " <span class=\"badge waiting\">Indsigelse</span>")</td>
        <td data-label="Til regionen" class="num">\(amount(line.amountRegion))</td>
        <td data-label="Til staten" class="num">\(amount(line.amountState))</td></tr>
        """ as HTML
    }
    return """
      <table class="table blocks"><caption>\(lines.count == 1 ? "1 linje" : "\(lines.count) linjer")</caption>
      <thead><tr><th scope="col">\(isLinked ? "Borger" : "Afdeling")</th><th scope="col">Kommune</th><th scope="col">Fra</th>
      <th scope="col">Til og med</th><th scope="col" class="num">Dage</th><th scope="col">Årsag</th>
      <th scope="col" class="num">Til regionen</th><th scope="col" class="num">Til staten</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  /// What each wait comes to, in a table of its own.
  static func waits(_ lines: [LedgerLine]) -> HTML {
    let waits = lines.map(\.wait).reduce(into: [LedgerLine.Wait]()) { if $0.last != $1 { $0.append($1) } }
    let rows = waits.map { wait in
      """
      <tr><th scope="row">Fra \(DanishDates.day(wait.first))</th><td data-label="Dage" class="num">\(wait.days)</td>
      <td data-label="Til regionen" class="num">\(amount(wait.amountRegion))</td>
      <td data-label="Til staten" class="num">\(amount(wait.amountState))</td></tr>
      """ as HTML
    }
    return """
      <table class="table narrow"><caption>I alt for hver færdigbehandlingsperiode</caption>
      <thead><tr><th scope="col">Periode</th><th scope="col" class="num">Dage</th>
      <th scope="col" class="num">Til regionen</th><th scope="col" class="num">Til staten</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  private static func amount(_ value: String?) -> String { value.map(DanishAmounts.kroner) ?? "takst mangler" }
}

extension DanishWords {
  static func cause(_ cause: WaitingCause) -> String {
    switch cause {
    case .hospital: "Hospitalet"
    case .municipality: "Kommunen"
    case .citizen: "Borgeren"
    case .noBed: "Ingen plads"
    case .other: "Andet"
    }
  }
}
