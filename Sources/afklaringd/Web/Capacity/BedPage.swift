import Afklaring
import Capacity
import HTTPTypes
import Hummingbird
import Postgres

/// `/pladser/:id`: one bed as it is: what it offers, when it is free and when it is closed, with everything that was changed
/// about that.
struct BedPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as BedID)
    try visitor.actor.require(.seeBeds)
    return try await page(id, for: visitor, .none, status: .ok)
  }

  /// Closing and opening.
  func submit<One: Readable>(
    _ command: One.Type
  ) -> @Sendable (Request, WebContext) async throws -> Response where One.Subject == BedID {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as BedID)
      var input = try await FormReading.input(request, from: visitor)
      try visitor.actor.require(One.permission)
      do {
        _ = try await services.perform(One(&input, of: id, by: visitor.actor, services), by: visitor.actor)
        return .seeOther("/pladser/\(id)")
      } catch {
        let (mistakes, status) = try Mistake.all(in: error)
        let isOpening = input.isGiven(.closure)
        let sent = SentForm(
          typed: input, mistakes: mistakes, suffix: isOpening ? "-\(input.typed(.closure))" : "-lukning")
        return try await page(id, for: visitor, sent, status: status)
      }
    }
  }

  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/pladser/\(try context.identifier() as BedID)")
  }

  private func page(
    _ id: BedID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let today = services.now.day
    let municipality = visitor.actor.municipality
    let (found, closures, statement) = try await services.database.reading(as: visitor.actor) { transaction in
      let bed = try await BedRecord.one(id, seenBy: municipality, on: today, in: transaction)
      guard let bed else { throw AccessRefusal.notFound }
      return (
        bed, try await ClosureRecord.all(of: id, in: transaction),
        try await SiteStatement.of(bed.siteID, in: transaction)
      )
    }
    let isHost = found.isOwn || visitor.actor.site == found.siteID
    let content: HTML = """
      <p class="crumbs"><a href="/pladser">Pladser</a> / \(found.code)</p>
      <h1>\(found.code), \(found.site)</h1>
      \(Forms.errors(sent))
      <dl class="facts"><dt>Driftskommune</dt><dd>\(DanishNames.council(found.ownerName))</dd>
      <dt>Faciliteter</dt><dd>\(found.offers.isEmpty ? "Ingen særlige" : DanishNames.needs(found.offers))</dd>
      <dt>Køn</dt><dd>\(DanishNames.onlySex(found.sexes) ?? "begge køn")</dd>
      <dt>Længste ophold</dt><dd>\(found.maximumStayDays.map { "\($0) døgn" } ?? "Ingen grænse")</dd>
      <dt>I nat</dt><dd>\(DanishWords.tonight(found.tonight))</dd>
      <dt>Ledig fra</dt><dd>\(found.firstFreeNight.map(DanishDates.day) ?? "–")</dd>
      <dt>Oplysningerne</dt><dd>\(FreshnessWords.badge(statement, now: services.now))</dd></dl>
      <h2>Lukkeperioder</h2>
      \(isHost ? table(closures, found, visitor, sent) : "<p>Lukkeperioder og deres årsager ser tilbuddet og dets kommune.</p>")
      \(if: isHost, Self.closingForm(found, visitor, sent.part("-lukning")))
      """
    return Page(title: found.code, content: content).response(to: visitor, at: "/pladser", status: status)
  }

  private func table(
    _ closures: [ClosureRecord], _ bed: BedRecord, _ visitor: Visitor, _ sent: SentForm
  ) -> HTML {
    guard !closures.isEmpty else {
      return "<div class=\"empty\"><p>Pladsen har ingen lukkeperioder og har ikke haft nogen.</p></div>"
    }
    let rows = closures.map { closure in
      """
      <tr><th scope="row" data-label="Dage">\(DanishDates.day(closure.days.lowerBound)) – \(DanishDates.day(closure.days.upperBound.adding(days: -1)))</th>
      <td data-label="Årsag">\(closure.reason)</td>
      <td data-label="Registreret">\(DanishDates.instant(closure.recordedAt))</td>
      <td data-label="Status">\(self.status(of: closure, bed, visitor, sent))</td></tr>
      """ as HTML
    }
    return """
      <table class="table blocks"><caption>Også det, der er ændret siden</caption><thead><tr><th scope="col">Dage</th><th scope="col">Årsag</th>
      <th scope="col">Registreret</th><th scope="col">Status</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private func status(
    of closure: ClosureRecord, _ bed: BedRecord, _ visitor: Visitor, _ sent: SentForm
  ) -> HTML {
    if let replacedAt = closure.replacedAt { return "Ændret \(DanishDates.instant(replacedAt))" }
    let today = services.now.day
    guard closure.days.upperBound > today else { return "Slut" }
    let part = sent.part("-\(closure.id)")
    return Forms.form(
      "/pladser/\(bed.id)/aabning", by: visitor, button: "Åbn igen", isSecondary: true,
      Forms.hidden(.closure, "\(closure.id)")
        + Forms.input(.opensOn, type: "date", value: max(today, closure.days.lowerBound).description, in: part))
  }

  private static func closingForm(_ bed: BedRecord, _ visitor: Visitor, _ sent: SentForm) -> HTML {
    """
    <h2>Luk pladsen</h2>
    \(Forms.form(
      "/pladser/\(bed.id)/lukning", by: visitor, button: "Luk pladsen",
      "<div class=\"dates\">\(Forms.input(.firstDay, type: "date", in: sent))\(Forms.input(.opensOn, type: "date", in: sent))</div>"
        + Forms.input(.whyClosed, hint: "Skriv ikke om borgere", in: sent)))
    """
  }
}

extension Actor {
  /// The municipality for which the actor looks at beds.
  fileprivate var municipality: MunicipalityCode? {
    switch standing {
    case .municipalAuthority(let code), .administrator(let code): code
    default: nil
    }
  }
}
