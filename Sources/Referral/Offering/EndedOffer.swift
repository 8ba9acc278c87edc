internal import Postgres

/// An offer that came to nothing (pladstilbud, der ikke blev til noget), and who said no to it.
public struct EndedOffer: Sendable, Equatable {
  public enum Outcome: String, Sendable {
    case ownerRefused = "owner_refused"
    case personDeclined = "person_declined"
    case lapsed
  }

  public let outcome: Outcome
  /// The owner's coded no.
  public let reason: OwnerRefusal?
  public let ownerName: String

  /// The latest of a referral that ended no later than an instant, as a row to join; both are columns.
  static func latest(of referral: SQL, before instant: SQL) -> SQL {
    """
    (
      select bed_offer.outcome as ended_outcome, bed_offer.refusal_reason as ended_reason,
        municipality.name as ended_owner_name
      from bed_offer
      join bed on bed.bed_id = bed_offer.bed_id
      join site on site.site_id = bed.site_id
      join municipality on municipality.municipality_code = site.municipality_code
      where bed_offer.referral_id = \(referral) and bed_offer.outcome not in ('assigned', 'withdrawn')
        and bed_offer.ended_at <= \(instant)
      order by bed_offer.ended_at desc
      limit 1
    )
    """
  }

  init?(_ row: Row) throws {
    guard let outcome = try row("ended_outcome", as: String?.self).flatMap(Outcome.init(rawValue:)) else { return nil }
    self.outcome = outcome
    reason = try row("ended_reason", as: String?.self).flatMap(OwnerRefusal.init(rawValue:))
    ownerName = try row("ended_owner_name")
  }
}
