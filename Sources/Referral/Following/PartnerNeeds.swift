public import Afklaring
public import Postgres

/// What people need who wait for a bed in a municipality that may ask the actor's for one (behov hos aftalepartnere). Who
/// they are is not told before the bed is asked for.
public struct PartnerNeeds: Sendable {
  public let municipalityName: String
  public let sex: Sex?
  public let needs: [String]
  public let waiting: Int

  /// By municipality, the most frequent first.
  public static func all(on day: CalendarDay, for actor: Actor, in transaction: Transaction) async throws
    -> [PartnerNeeds]
  {
    try actor.require(.seeBeds)
    guard actor.authority != nil else { return [] }
    return try await transaction.query(
      """
      select municipality.name, partner.sex, partner.needs, partner.waiting
      from partner_needs(\(day)) as partner
      join municipality on municipality.municipality_code = partner.municipality_code
      order by municipality.name, partner.waiting desc, partner.sex, partner.needs
      """
    ).map { row in
      PartnerNeeds(
        municipalityName: try row("name"), sex: try row("sex", as: String?.self).flatMap(Sex.init(rawValue:)),
        needs: try row("needs"), waiting: try row("waiting"))
    }
  }
}
