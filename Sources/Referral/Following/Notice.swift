public import Afklaring
public import Postgres

/// Something an organisation was told in the program (besked).
public struct Notice: Sendable {
  public let referral: ReferralID
  /// The bed's code, where it is about a bed.
  public let bed: String?
  /// A `Happening`'s code.
  public let happening: String
  public let toldAt: Instant
  /// The offer that the happening ended, where it ended one.
  public let endedOffer: EndedOffer?

  /// The five latest of the actor's organisation, of referrals that it may still see.
  public static func latest(for actor: Actor, in transaction: Transaction) async throws -> [Notice] {
    let recipient: SQL
    switch actor.standing {
    case .dischargeCoordinator(let ward): recipient = "notice.ward_id = \(ward)"
    case .municipalAuthority(let code): recipient = "notice.municipality_code = \(code)"
    case .siteStaff(let site): recipient = "notice.site_id = \(site)"
    case .projectStaff, .administrator, .auditor, .system, .door, .reporting: return []
    }
    return try await transaction.query(
      """
      select notice.referral_id, notice.happening, notice.told_at, told_bed.bed_code, ended.ended_outcome,
        ended.ended_reason, ended.ended_owner_name
      from notice
      left join bed as told_bed on told_bed.bed_id = notice.bed_id
      left join lateral \(EndedOffer.latest(of: "notice.referral_id", before: "notice.told_at")) as ended
        on notice.happening = 'offer-ended'
      where \(recipient) and (notice.bed_id is not null or exists (
        select from referral
        join admission on admission.admission_id = referral.admission_id
        left join bed_hold on bed_hold.referral_id = referral.referral_id
        left join bed on bed.bed_id = bed_hold.bed_id
        left join site on site.site_id = bed.site_id
        where referral.referral_id = notice.referral_id and \(ReferralReading.scope(of: actor))))
      order by notice.told_at desc, notice.notice_id
      limit 5
      """
    ).map { row in
      Notice(
        referral: try row("referral_id"), bed: try row("bed_code"), happening: try row("happening"),
        toldAt: try row("told_at"),
        endedOffer: try EndedOffer(row))
    }
  }
}
