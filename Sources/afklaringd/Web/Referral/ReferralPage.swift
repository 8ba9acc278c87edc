import Afklaring
import Capacity
import Hummingbird
import Postgres
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
        let sent = SentForm(typed: input, mistakes: mistakes, for: One.permission)
        return try await page(id, for: visitor, sent, status: status)
      }
    }
  }

  private func page(
    _ id: ReferralID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let now = services.now
    let (record, shown) = try await services.database.looking(as: visitor.actor) { transaction, looks in
      let record = try await ReferralReading.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
      return (record, try await Shown(record, to: visitor.actor, at: now, in: transaction, services.database.keys))
    }
    let actions = ReferralActions(
      record: record, details: shown.details, otherBeds: shown.otherBeds, places: services.places, visitor: visitor,
      now: now, sent: sent)
    let content: HTML = """
      <p class="crumbs"><a href="/henvisninger">Henvisninger</a> / \(DanishNames.person(record.name, isProtected: record.isProtected))</p>
      <h1>\(DanishNames.person(record.name, isProtected: record.isProtected)) \(DanishWords.badge(record.state))\(if: record.isProtected, " \(DanishWords.protected)")</h1>
      <p class="lead">\(ReferralSentence.standing(record))</p>
      \(Forms.errors(sent))
      <div class="panels">
      <section class="panel needs" aria-labelledby="borger"><h2 id="borger">Borgeren</h2>\(facts(record, shown.details))</section>
      <section class="panel" aria-labelledby="handling"><h2 id="handling">Det kan du gøre nu</h2>
      \(actions.html)</section>
      </div>
      <section aria-labelledby="ventet"><h2 id="ventet">Færdigbehandlingsdage</h2>\(WaitedDaysStrip.html(shown.waited, record.dischargedAt))
      \(if: !shown.waited.days.isEmpty && Permission.seeLedger.roles.contains(visitor.actor.standing.role) && !shown.isLender, "<p><a href=\"/regnskab/\(path: record.admission.description)\">Se dagene med årsag og takst</a></p>")</section>
      \(if: !shown.isLender, SheetList.html(record, shown.sheets, visitor))
      \(ReferralCourse.html(shown.details, shown.history))
      """
    return Page(title: "Henvisning", content: content).response(to: visitor, at: "/henvisninger", status: status)
  }

  /// What the page shows beside the record itself.
  private struct Shown: Sendable {
    let waited: WaitedDays
    let details: ReferralDetails
    let history: [HistoryLine]
    let sheets: [CaseSheet]
    let otherBeds: [BedRecord]
    /// Only asked for a bed.
    let isLender: Bool

    init(
      _ record: ReferralRecord, to actor: Actor, at now: Instant, in transaction: Transaction, _ keys: Keyring
    ) async throws {
      waited = try await WaitedDays.of([record.admission], asOf: now, in: transaction)[record.admission] ?? .none
      isLender = actor.authority != nil && actor.authority != record.municipality
      details = isLender ? .none : try await ReferralDetails.of(record, in: transaction, keys: keys)
      sheets = isLender ? [] : try await CaseSheet.all(of: record.id, in: transaction, keys: keys)
      history = isLender ? [] : try await HistoryLine.of(record.id, in: transaction)
      otherBeds =
        if record.state != .movedIn {
          []
        } else if let site = actor.site {
          try await BedRecord.of(site, on: now.day, in: transaction)
        } else if let authority = actor.authority, !isLender {
          try await BedRecord.usable(by: authority, on: now.day, in: transaction).filter(\.isOwn)
        } else {
          []
        }
    }
  }

  private func facts(_ record: ReferralRecord, _ details: ReferralDetails) -> HTML {
    let needs = record.needs.isEmpty ? "Ingen særlige" : DanishNames.needs(record.needs)
    return """
      <dl class="facts">
      <dt>CPR-nummer</dt><dd>\(record.number?.masked ?? "Ikke oplyst")</dd>
      <dt>Køn</dt><dd>\(DanishNames.sex(record.sex))</dd>
      <dt>Målgruppe</dt><dd>\(record.targetGroup.map(DanishWords.targetGroup) ?? "Ikke oplyst")\(details.targetGroup.map(DraftWords.points))</dd>
      <dt>Behov</dt><dd>\(needs)</dd>
      <dt>Handlekommune</dt><dd>\(DanishNames.council(record.municipalityName))</dd>
      <dt>Afdeling</dt><dd>\(record.wardName)</dd>
      <dt>Indlagt</dt><dd>\(DanishDates.instant(record.admittedAt))</dd>
      \(record.dischargedAt.map { "<dt>Udskrevet</dt><dd>\(DanishDates.instant($0))</dd>" as HTML })
      <dt>Henvist</dt><dd>\(DanishDates.instant(record.submittedAt))</dd>
      \(details.expectedReadyOn.map { "<dt>Varslet færdigbehandlet</dt><dd>\(DanishDates.day($0))</dd>" as HTML })
      \(details.earlier.map { "<dt>Tidligere</dt><dd><a href=\"/henvisninger/\(path: $0.description)\">Tidligere henvisning</a></dd>" as HTML })
      \(details.queue.map { "<dt>Plads i køen</dt><dd>Nummer \($0.place) af \($0.waiting)</dd>" as HTML })
      \(details.forecast.map { "<dt>Forventet plads</dt><dd>\(ForecastWords.expected($0))</dd>" as HTML })
      \(record.consequence.map { "<dt>Konsekvens af afslaget</dt><dd>\(DanishWords.consequence($0))</dd>" as HTML })
      \(details.outcome.map(outcome))
      \(record.bed.map { "<dt>Plads</dt><dd>\($0.code), \($0.site)</dd>" as HTML })
      </dl>
      """
  }

  private func outcome(_ outcome: ReferralDetails.Outcome) -> HTML {
    let before = outcome.supportBefore.map { $0.isEmpty ? "Ingen" : $0.map(DanishWords.onward).joined(separator: ", ") }
    let further = outcome.furtherSupport.map(DanishWords.onward).joined(separator: ", ")
    return """
      \(before.map { "<dt>Støtte før indlæggelsen</dt><dd>\($0)</dd>" as HTML })
      \(outcome.wentTo.map { "<dt>Gik videre til</dt><dd>\(DanishWords.onward($0))</dd>" as HTML })
      \(if: !further.isEmpty, "<dt>Yderligere indsats</dt><dd>\(further)</dd>")
      """
  }
}
