public import Afklaring
public import Postgres

/// Something an organisation was told in the program (besked).
public struct Notice: Sendable {
  public let referral: ReferralID
  /// A `Happening`'s code.
  public let happening: String
  public let toldAt: Instant

  /// The five latest of the actor's organisation.
  public static func latest(for actor: Actor, in transaction: Transaction) async throws -> [Notice] {
    let recipient: SQL
    switch actor.standing {
    case .dischargeCoordinator(let ward): recipient = "ward_id = \(ward)"
    case .municipalAuthority(let code): recipient = "municipality_code = \(code)"
    case .siteStaff(let site): recipient = "site_id = \(site)"
    case .projectStaff, .administrator, .auditor, .system, .door, .reporting: return []
    }
    return try await transaction.query(
      """
      select referral_id, happening, told_at
      from notice
      where \(recipient)
      order by told_at desc, notice_id
      limit 5
      """
    ).map { row in
      let (referral, happening, toldAt) = try row.decode(ReferralID.self, String.self, Instant.self)
      return Notice(referral: referral, happening: happening, toldAt: toldAt)
    }
  }
}
