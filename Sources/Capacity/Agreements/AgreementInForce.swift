public import Afklaring
public import Postgres

/// Whether the municipality that decides on a referral may use a bed on a day (aftale om køb af pladser); its own it always may.
public struct AgreementInForce: Sendable {
  public static func query(of referral: ReferralID, bed: BedID, on day: CalendarDay) -> SQL {
    """
    select site.municipality_code = referral.municipality_code or exists (
      select from agreement
      where agreement.buyer_code = referral.municipality_code and agreement.seller_code = site.municipality_code
        and daterange(agreement.valid_from, agreement.valid_to, '[]') @> \(day))
    from bed
    join site on site.site_id = bed.site_id
    join referral on referral.referral_id = \(referral)
    where bed.bed_id = \(bed)
    """
  }
}
