internal import Afklaring
internal import Postgres

/// The offer (pladstilbud) of a referral that is not answered to the end.
struct OpenOffer: Sendable {
  let bed: BedID
  let owner: MunicipalityCode
  let isAgreedByOwner: Bool
  let isAcceptedByPerson: Bool
  let answerBy: Instant
  /// The nights that were asked for.
  let nights: Range<CalendarDay>

  static func query(_ referral: ReferralID) -> SQL {
    """
    select bed_offer.bed_id, site.municipality_code, bed_offer.owner_agreed_at is not null,
      bed_offer.person_accepted_at is not null, bed_offer.answer_by, bed_hold.first_night, bed_hold.until_night
    from bed_offer
    join bed_hold on bed_hold.referral_id = bed_offer.referral_id
    join bed on bed.bed_id = bed_offer.bed_id
    join site on site.site_id = bed.site_id
    where bed_offer.referral_id = \(referral) and bed_offer.ended_at is null
    """
  }

  init(_ row: Row) throws {
    let (first, until): (CalendarDay, CalendarDay)
    (bed, owner, isAgreedByOwner, isAcceptedByPerson, answerBy, first, until) = try row.decode(
      BedID.self, MunicipalityCode.self, Bool.self, Bool.self, Instant.self, CalendarDay.self, CalendarDay.self)
    nights = first..<until
  }

  /// How an offer can end.
  enum Outcome: String {
    case assigned
    case ownerRefused = "owner_refused"
    case personDeclined = "person_declined"
    case lapsed
    case withdrawn
  }

  static func end(
    _ referral: ReferralID, _ outcome: Outcome, because reason: String?, at now: Instant, in transaction: Transaction
  ) {
    transaction.later(
      """
      update bed_offer set ended_at = \(now), outcome = \(outcome.rawValue), refusal_reason = \(reason)
      where referral_id = \(referral) and ended_at is null
      """)
  }
}
