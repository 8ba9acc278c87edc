import Afklaring
import Hummingbird
import Referral

/// `/henvisninger/:id`: where it stands, how long the person has waited, and what can be done now.
struct ReferralPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    return try await page(id, for: visitor, .none, status: .ok)
  }

  /// The address of a form, asked for without one: back to the page that has it.
  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/henvisninger/\(try context.identifier() as ReferralID)")
  }

  /// One route for each command on a referral: done, the page is shown anew; refused, it says why and keeps its place.
  func submit<One: Readable>(
    _ command: One.Type
  ) -> @Sendable (Request, WebContext) async throws -> Response where One.Subject == ReferralID {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
      var input = try await FormReading.input(request, from: visitor)
      try visitor.actor.require(One.permission)
      do {
        let command = try One(&input, of: id, by: visitor.actor, services)
        _ = try await services.perform(command, by: visitor.actor)
        return .seeOther(command.leavesSubjectInSight ? "/henvisninger/\(id)" : "/henvisninger")
      } catch {
        let (mistakes, status) = try Mistake.all(in: error)
        return try await page(id, for: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
      }
    }
  }

  private func page(
    _ id: ReferralID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let now = services.now
    let (record, waited) = try await services.database.looking(as: visitor.actor) { transaction, looks in
      let record = try await ReferralReading.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
      let waited = try await WaitedDays.of([record.admission], asOf: now, in: transaction)
      return (record, waited[record.admission] ?? .none)
    }
    let content: HTML = """
      <p class="crumbs"><a href="/henvisninger">Henvisninger</a> / \(DanishNames.person(record.name, isProtected: record.isProtected))</p>
      <h1>\(DanishNames.person(record.name, isProtected: record.isProtected)) \(DanishWords.badge(record.state))\(if: record.isProtected, " \(DanishWords.protected)")</h1>
      <p class="lead">\(ReferralSentence.standing(record))</p>
      \(Forms.errors(sent))
      <div class="panels">
      <section class="panel needs" aria-labelledby="borger"><h2 id="borger">Borgeren</h2>\(facts(record))</section>
      <section class="panel" aria-labelledby="handling"><h2 id="handling">Det kan du gøre nu</h2>
      \(ReferralActions(record: record, visitor: visitor, now: now, sent: sent).html)</section>
      </div>
      <section aria-labelledby="ventet"><h2 id="ventet">Færdigbehandlingsdage</h2>\(WaitedDaysStrip.html(waited, record.dischargedAt))</section>
      """
    return Page(title: "Henvisning", content: content).response(to: visitor, at: "/henvisninger", status: status)
  }

  private func facts(_ record: ReferralRecord) -> HTML {
    let needs = record.needs.isEmpty ? "Ingen særlige" : DanishNames.needs(record.needs)
    return """
      <dl class="facts">
      <dt>CPR-nummer</dt><dd>\(record.number?.masked ?? "Ikke oplyst")</dd>
      <dt>Køn</dt><dd>\(DanishNames.sex(record.sex))</dd>
      <dt>Målgruppe</dt><dd>\(record.targetGroup.map(DanishWords.targetGroup) ?? "Ikke oplyst")</dd>
      <dt>Behov</dt><dd>\(needs)</dd>
      <dt>Handlekommune</dt><dd>\(DanishNames.council(record.municipalityName))</dd>
      <dt>Afdeling</dt><dd>\(record.wardName)</dd>
      <dt>Indlagt</dt><dd>\(DanishDates.instant(record.admittedAt))</dd>
      \(record.dischargedAt.map { "<dt>Udskrevet</dt><dd>\(DanishDates.instant($0))</dd>" as HTML })
      <dt>Henvist</dt><dd>\(DanishDates.instant(record.submittedAt))</dd>
      \(record.bed.map { "<dt>Plads</dt><dd>\($0.code), \($0.site)</dd>" as HTML })
      </dl>
      """
  }
}
