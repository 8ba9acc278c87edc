import Afklaring
import Capacity
import Hummingbird
import Postgres
import Referral

/// `/pladser`: the beds that the visitor's organisation can use, and from when.
struct BedListPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    try visitor.actor.require(.seeBeds)
    let today = services.now.day
    let (beds, needs, statements) = try await services.database.reading(as: visitor.actor) { transaction in
      (
        try await Self.beds(for: visitor.actor, on: today, in: transaction),
        try await PartnerNeeds.all(on: today, for: visitor.actor, in: transaction),
        try await SiteStatement.byID(on: today, in: transaction)
      )
    }
    let wanted = StandardNeed.allCases.map(\.rawValue).filter { need in
      request.uri.queryParameters.contains { $0.key == "behov" && $0.value == need }
    }
    // A combined need is met by one bed that meets all of it.
    let shown = beds.filter { bed in wanted.allSatisfy(bed.offers.contains) }
    let content: HTML = """
      <h1>Pladser</h1>
      <p class="lead">\(visitor.actor.site == nil ? "Egne pladser og pladser, som der er aftale om. Den først ledige øverst." : "Stedets pladser. Den først ledige øverst.")</p>
      \(beds.isEmpty ? "<div class=\"empty\"><p>Der er ingen pladser endnu. En administrator kan oprette dem.</p></div>" : Self.filter(wanted))
      \(if: !beds.isEmpty, shown.isEmpty ? Self.noneFits : table(shown))
      \(if: !beds.isEmpty, freshness(beds, statements, visitor))
      \(if: !needs.isEmpty, Self.table(needs))
      """
    return Page(title: "Pladser", content: content).response(to: visitor, at: "/pladser")
  }

  private static let noneFits: HTML = """
    <div class="empty"><p>Ingen plads dækker alle de behov på én gang.</p>
    <p><a href="/pladser">Vis alle pladser</a></p></div>
    """

  /// What a person may need, kept in the address.
  private static func filter(_ wanted: [String]) -> HTML {
    let boxes = StandardNeed.allCases.map(\.rawValue).map { need in
      """
      <label class="choice"><input type="checkbox" name="behov" value="\(need)"\(attribute: "checked", if: wanted.contains(need))> <span>\(DanishNames.need(need))</span></label>
      """ as HTML
    }
    return """
      <details class="fold"\(attribute: "open", if: !wanted.isEmpty)><summary>Vis kun pladser, der dækker …</summary>
      <form method="get" action="/pladser"><fieldset class="field"><legend class="unseen">Behov</legend>\(boxes)</fieldset>
      <div class="actions"><button class="button secondary">Vis</button></div></form></details>
      """
  }

  /// What is shown of a site's beds holds, somebody there says.
  @Sendable func state(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as SiteID)
    _ = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.stateBeds)
    try await services.database.perform(StateBeds(id), by: visitor.actor)
    return .seeOther("/pladser")
  }

  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/pladser")
  }

  /// How fresh what is shown is, site by site, and a button for those whose site it is.
  private func freshness(_ beds: [BedRecord], _ statements: [SiteID: SiteStatement], _ visitor: Visitor) -> HTML {
    var sites: [BedRecord] = []
    for bed in beds where !sites.contains(where: { $0.siteID == bed.siteID }) { sites.append(bed) }
    let rows = sites.map { bed in
      let isOwn = visitor.actor.site == bed.siteID || bed.isOwn
      return """
        <tr><th scope="row">\(bed.site)</th><td>\(FreshnessWords.badge(statements[bed.siteID], now: services.now))</td>
        <td>\(if: isOwn, Forms.form("/tilbud/\(bed.siteID)/bekraeftelse", by: visitor, button: "Bekræft, at det passer", isSecondary: true))</td></tr>
        """ as HTML
    }
    return """
      <h2>Hvor friske er oplysningerne?</h2>
      <p>Et tilbud bekræfter, at dets pladser og lukkeperioder står rigtigt. En bekræftelse gælder i \(SiteStatement.workingDays) arbejdsdage.</p>
      <table class="table narrow"><thead><tr><th scope="col">Tilbud</th><th scope="col">Bekræftet</th>
      <th scope="col"><span class="unseen">Bekræft</span></th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private static func beds(
    for actor: Actor, on today: CalendarDay, in transaction: Transaction
  ) async throws -> [BedRecord] {
    switch actor.standing {
    case .siteStaff(let site): try await BedRecord.of(site, on: today, in: transaction)
    case .municipalAuthority(let code), .administrator(let code):
      try await BedRecord.usable(by: code, on: today, in: transaction)
    case .dischargeCoordinator, .projectStaff, .auditor, .system, .door, .reporting: []
    }
  }

  private static func table(_ needs: [PartnerNeeds]) -> HTML {
    let rows = needs.map { need in
      """
      <tr><th scope="row" data-label="Handlekommune">\(DanishNames.council(need.municipalityName))</th>
      <td data-label="Køn">\(DanishNames.sex(need.sex))</td>
      <td data-label="Behov">\(need.needs.isEmpty ? "Ingen særlige" : DanishNames.needs(need.needs))</td>
      <td data-label="Venter" class="num">\(need.waiting)</td></tr>
      """ as HTML
    }
    return """
      <section aria-labelledby="partnere"><h2 id="partnere">Behov hos kommuner, der kan låne jeres pladser</h2>
      <p>Hvem det er, ser I først, når der spørges om en plads.</p>
      <table class="table blocks"><thead><tr><th scope="col">Handlekommune</th><th scope="col">Køn</th>
      <th scope="col">Behov</th><th scope="col" class="num">Venter</th></tr></thead><tbody>\(rows)</tbody></table></section>
      """
  }

  private func facilities(_ bed: BedRecord) -> String {
    let offers = bed.offers.isEmpty ? [] : [DanishNames.needs(bed.offers)]
    return (offers + (DanishNames.onlySex(bed.sexes).map { [$0] } ?? [])).joined(separator: "; ")
  }

  private func table(_ beds: [BedRecord]) -> HTML {
    let rows = beds.map { bed in
      """
      <tr><th scope="row" data-label="Plads"><a href="/pladser/\(path: bed.id.description)">\(bed.code)</a></th><td data-label="Tilbud">\(bed.site)</td>
      <td data-label="Driftskommune">\(DanishNames.council(bed.ownerName))</td>
      <td data-label="Faciliteter">\(facilities(bed))</td>
      <td data-label="I nat">\(DanishWords.tonight(bed.tonight))</td>
      <td data-label="Ledig fra" class="nowrap">\(bed.firstFreeNight.map(DanishDates.day) ?? "–")</td></tr>
      """ as HTML
    }
    return """
      <table class="table blocks"><caption>\(beds.count) \(beds.count == 1 ? "plads" : "pladser")</caption>
      <thead><tr><th scope="col">Plads</th><th scope="col">Tilbud</th><th scope="col">Driftskommune</th>
      <th scope="col">Faciliteter</th><th scope="col">I nat</th><th scope="col">Ledig fra</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }
}
