public import Afklaring
public import Postgres

/// Something an organisation was told in the program (besked).
public struct Notice: Sendable {
  public let referral: ReferralID
  /// A `Happening`'s code.
  public let happening: String
  public let toldAt: Instant

  /// The five latest of the actor's organisation, of referrals that it may still see.
  public static func latest(for actor: Actor, in transaction: Transaction) async throws -> [Notice] {
    let recipient: SQL
    switch actor.standing {
    case .dischargeCoordinator(let ward): recipient = "notice.ward_id = \(ward)"
    case .municipalAuthority(let code): recipient = "notice.municipality_code = \(code)"
    case .siteStaff(let site): recipient = "notice.site_id = \(site)"
    case .projectStaff, .administrator, .auditor, .system: return []
    }
    return try await transaction.query(
      """
      select referral_id, happening, told_at
      from notice
      where \(recipient) and exists (
        select from referral
        join admission on admission.admission_id = referral.admission_id
        left join bed_hold on bed_hold.referral_id = referral.referral_id
        left join bed on bed.bed_id = bed_hold.bed_id
        left join site on site.site_id = bed.site_id
        where referral.referral_id = notice.referral_id and \(ReferralReading.scope(of: actor)))
      order by told_at desc, notice_id
      limit 5
      """
    ).map { row in
      let (referral, happening, toldAt) = try row.decode(ReferralID.self, String.self, Instant.self)
      return Notice(referral: referral, happening: happening, toldAt: toldAt)
    }
  }
}
