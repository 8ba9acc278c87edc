import Afklaring
import Hummingbird
import Referral

/// `/henvisninger`: those that are the visitor's to see, the latest first.
struct ReferralListPage: Sendable {
  let services: Services

  private static let pageSize = 50

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    let showsAll = request.uri.queryParameters["vis"] == "alle"
    let place = request.uri.queryParameters["efter"].flatMap { ListPlace<ReferralSubject>($0) }
    let now = services.now
    let seesEmergencies = Permission.seeEmergencyAccess.roles.contains(visitor.actor.standing.role)
    let (records, waited, notices, emergencies) = try await services.database.reading(as: visitor.actor) {
      transaction in
      let records = try await ReferralReading.list(
        for: visitor.actor, openOnly: !showsAll, behind: place, count: Self.pageSize + 1, in: transaction,
        keys: services.database.keys)
      let waited = try await WaitedDays.of(records.map(\.admission), asOf: now, in: transaction)
      let emergencies =
        seesEmergencies
        ? try await EmergencyNotice.count(
          since: now.adding(hours: -24 * NoticeList.emergencyDays), for: visitor.actor, in: transaction) : 0
      return (records, waited, try await Notice.latest(for: visitor.actor, in: transaction), emergencies)
    }
    let content: HTML = """
      <h1>Henvisninger</h1>
      \(NoticeList.emergencies(emergencies))
      <form class="filters" action="/henvisninger">
      <div class="field"><label for="vis">Vis</label><select class="input" id="vis" name="vis">
      <option value="">Åbne</option><option value="alle"\(attribute: "selected", if: showsAll)>Alle</option>
      </select></div><button class="button secondary">Vis</button></form>
      \(records.isEmpty ? Self.empty(visitor) : table(Array(records.prefix(Self.pageSize)), waited))
      \(if: records.count > Self.pageSize, ListPager.html("/henvisninger", behind: "\(records[Self.pageSize - 1].place)", showsAll ? "alle" : nil))
      \(NoticeList.html(notices))
      """
    return Page(title: "Henvisninger", content: content).response(to: visitor, at: "/henvisninger")
  }

  private func table(_ records: [ReferralRecord], _ waited: [AdmissionID: WaitedDays]) -> HTML {
    let rows = records.map { record in
      """
      <tr><th scope="row" data-label="Borger"><a href="/henvisninger/\(path: record.id.description)">\(DanishNames.person(record.name, isProtected: record.isProtected))</a>\(if: record.isProtected, " \(DanishWords.protected)")</th>
      <td data-label="CPR-nummer" class="nowrap">\(record.number?.masked)</td>
      <td data-label="Afdeling">\(record.wardName)</td>
      <td data-label="Kommune">\(DanishNames.council(record.municipalityName))</td>
      <td data-label="Henvist" class="nowrap">\(DanishDates.day(record.submittedAt.day))</td>
      <td data-label="Færdigbehandlings&shy;dage" class="num">\(waited[record.admission]?.days.count ?? 0)</td>
      <td data-label="Plads">\(record.bed.map { "\($0.code), \($0.site)" })</td>
      <td data-label="Status">\(DanishWords.badge(record.state))</td></tr>
      """ as HTML
    }
    return """
      <table class="table blocks"><caption>\(records.count == 1 ? "1 henvisning" : "\(records.count) henvisninger, de nyeste først")</caption>
      <thead><tr><th scope="col">Borger</th><th scope="col">CPR-nummer</th><th scope="col">Afdeling</th>
      <th scope="col">Kommune</th><th scope="col">Henvist</th><th scope="col" class="num">Færdigbehandlingsdage</th>
      <th scope="col">Plads</th><th scope="col">Status</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  private static func empty(_ visitor: Visitor) -> HTML {
    if visitor.actor.ward != nil {
      return """
        <div class="empty"><p>Afdelingen har ingen åbne henvisninger.</p>
        <p><a class="button small secondary" href="/indlaeggelser">Henvis en patient</a></p></div>
        """
    }
    if visitor.actor.site != nil {
      return "<div class=\"empty\"><p>Ingen bor her eller er på vej lige nu.</p></div>"
    }
    return """
      <div class="empty"><p>Ingen venter lige nu. Nye henvisninger kommer frem her.</p>
      <p><a class="button small secondary" href="/henvisninger?vis=alle">Se også de afsluttede</a></p></div>
      """
  }
}
