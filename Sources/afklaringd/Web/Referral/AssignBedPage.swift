import Afklaring
import Capacity
import Hummingbird
import Referral

/// `/henvisninger/:id/plads`: the person's needs on the left, the beds on the right, the first free one on top.
struct AssignBedPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
    try visitor.actor.require(.assignBed)
    return try await page(id, for: visitor, .none, status: .ok)
  }

  /// Assigning and offering: done, the referral is shown; refused, the beds as they are now, and why.
  func submit<One: Readable>(
    _ command: One.Type
  ) -> @Sendable (Request, WebContext) async throws -> Response where One.Subject == ReferralID {
    { request, context in
      let (visitor, id) = (try context.requireVisitor(), try context.identifier() as ReferralID)
      var input = try await FormReading.input(request, from: visitor)
      try visitor.actor.require(One.permission)
      do {
        _ = try await services.perform(One(&input, of: id, by: visitor.actor, services), by: visitor.actor)
        return .seeOther("/henvisninger/\(id)")
      } catch {
        let (mistakes, status) = try Mistake.all(in: error)
        return try await page(id, for: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
      }
    }
  }

  private func page(
    _ id: ReferralID, for visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let today = services.now.day
    let (record, beds, closed) = try await services.database.looking(as: visitor.actor) { transaction, looks in
      let record = try await ReferralReading.one(
        id, for: visitor.actor, in: transaction, noting: looks, keys: services.database.keys)
      return (
        record, try await BedRecord.usable(by: record.municipality, on: today, in: transaction),
        try await ClosingDay.all(of: record.municipality, from: today, in: transaction)
      )
    }
    let hindrance = Self.hindrance(record, visitor)
    let cards = beds.map { bed in
      BedCard(
        bed: bed, record: record, visitor: visitor, now: services.now, closed: Set(closed.map(\.day)),
        isGiving: hindrance == nil,
        sent: Self.part(of: sent, for: bed.id))
    }
    let mended = cards.first { !$0.sent.mistakes.isEmpty && $0.fits && $0.isGiving }?.sent
    let ranked = cards.filter(\.fits) + cards.filter { !$0.fits }
    let content: HTML = """
      <p class="crumbs"><a href="/henvisninger">Henvisninger</a> /
      <a href="/henvisninger/\(path: id.description)">\(DanishNames.person(record.name, isProtected: record.isProtected))</a> / Find en plads</p>
      <h1>Find en plads til \(DanishNames.person(record.name, isProtected: record.isProtected))</h1>
      <p class="lead">\(ReferralSentence.standing(record))</p>
      \(Forms.errors(mended ?? sent, areFieldsShown: mended != nil))
      \(hindrance.map { "<div class=\"notice\"><p>\($0)</p></div>" as HTML })
      <div class="panels">
      <section class="panel needs" aria-labelledby="behov"><h2 id="behov">Behov</h2><dl class="facts">
      <dt>Køn</dt><dd>\(DanishNames.sex(record.sex))</dd>
      <dt>Behov</dt><dd>\(record.needs.isEmpty ? "Ingen særlige" : DanishNames.needs(record.needs))</dd>
      </dl></section>
      <section class="panel" aria-labelledby="pladser"><h2 id="pladser">Pladser – de bedst egnede først</h2>
      \(cards.isEmpty ? Self.empty : "<ol class=\"cards\">\(ranked.map(\.html))</ol>")</section>
      </div>
      """
    return Page(title: "Find en plads", content: content).response(to: visitor, at: "/henvisninger", status: status)
  }

  /// Why nobody, or not the visitor, can give a bed now.
  private static func hindrance(_ record: ReferralRecord, _ visitor: Visitor) -> String? {
    guard visitor.actor.authority == record.municipality else {
      return "Kun \(DanishNames.council(record.municipalityName)) kan bevilge en plads."
    }
    guard record.state != .accepted else { return nil }
    return "Der kan ikke gives en plads nu: \(DanishWords.standing(record.state))."
  }

  /// What was sent, where it was for this bed; each bed's form has fields of its own.
  private static func part(of sent: SentForm, for bed: BedID) -> SentForm {
    let isThis = sent.typed.typed(.bed).lowercased() == bed.description.lowercased()
    return SentForm(
      typed: isThis ? sent.typed : SentForm.none.typed, mistakes: isThis ? sent.mistakes : [], suffix: "-\(bed)")
  }

  private static let empty: HTML = """
    <div class="empty"><p>Kommunen har ingen pladser og ingen aftale om andres.</p>
    <p>Bed jeres administrator om at oprette pladser eller en aftale.</p></div>
    """
}
