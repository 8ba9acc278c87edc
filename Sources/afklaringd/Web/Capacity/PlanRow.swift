import Afklaring
import Capacity
import Referral

/// One person in the plan: what was proposed before, what is now, what that changes, and what can be done about it.
struct PlanRow {
  let line: StandingPlan.Line
  /// With the owner of the proposed bed, where that is another municipality.
  let agreement: AgreementRecord?
  let visitor: Visitor
  let today: CalendarDay
  let closed: Set<CalendarDay>

  var html: HTML {
    """
    <tr><td data-label="Nr." class="num">\(line.rank)</td>
    <th scope="row" data-label="Borger"><a href="/henvisninger/\(path: line.referral.description)">\(DanishNames.person(line.name, isProtected: line.isProtected))</a></th>
    <td data-label="Ventet" class="num nowrap">\(waited)</td>
    <td data-label="Hidtil foreslået">\(line.before.map(Self.named) ?? "–")</td>
    <td data-label="Foreslået nu">\(line.proposal.place.map(Self.named) ?? "Ingen plads")\(room)</td>
    <td data-label="Forskel">\(difference)</td>
    <td data-label="Beslutning">\(decision)</td></tr>
    """
  }

  private var waited: String { line.waitedDays == 1 ? "1 dag" : "\(line.waitedDays) dage" }

  /// What the bed costs by the agreement, and how many places at once it gives.
  private var room: HTML {
    guard let agreement else { return .empty }
    let price = agreement.pricePerDay.map { "\(DanishAmounts.price($0)) pr. dag" } ?? "pris mangler"
    let places = agreement.maxPlaces.map { ", \(agreement.placesTonight) af \($0) pladser i brug i nat" } ?? ""
    return "<p class=\"muted\">Aftale: \(price)\(places)</p>"
  }

  private static func named(_ place: Proposal.Place) -> String {
    "\(place.bedCode), \(place.site), fra \(DanishDates.day(place.start))"
  }

  /// What the change costs or gains.
  private var difference: String {
    guard let place = line.proposal.place else {
      return line.before == nil ? ProposalNotice.blocked(line.proposal) : "Mister forslaget"
    }
    guard let before = line.before else { return "Ny" }
    guard before.bed != place.bed else { return before.start == place.start ? "Uændret" : moved(before, place) }
    return "Anden plads, \(moved(before, place).lowercased())"
  }

  private func moved(_ before: Proposal.Place, _ place: Proposal.Place) -> String {
    let days = before.start.distance(to: place.start)
    guard days != 0 else { return "Samme dag" }
    return "\(abs(days)) \(abs(days) == 1 ? "dag" : "dage") \(days < 0 ? "tidligere" : "senere")"
  }

  private var decision: HTML {
    let search: HTML = """
      <a href="/henvisninger/\(path: line.referral.description)/plads">Find en anden</a>
      """
    if let answer = line.answer {
      return answer == .skipped ? "Sprunget over. \(search)" : "Fulgt eller fraveget."
    }
    guard let place = line.proposal.place else { return search }
    let end = place.start.adding(days: StandingPlan.stayDays)
    let fields =
      Forms.hidden(.bed, "\(place.bed)") + Forms.hidden(.firstNight, "\(place.start)")
      + Forms.hidden(.plannedMoveOut, "\(end)")
    if place.isOwn {
      return Forms.form(
        "/henvisninger/\(line.referral)/plads", by: visitor, button: "Bevilg \(place.bedCode)", beside: search, fields)
    }
    let answerBy = BedCard.usualAnswerBy(from: today, closed: closed)
    return Forms.form(
      "/henvisninger/\(line.referral)/tilbud", by: visitor, button: "Tilbyd \(place.bedCode)", isSecondary: true,
      beside: search, fields + Forms.hidden(.answerBy, answerBy))
  }
}
