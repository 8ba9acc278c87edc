public import Afklaring
public import Postgres

/// Closes a case after the stay (afslutter forløbet): the onward support is in place, and nothing is left to do.
public struct CloseReferral: Command {
  public static let permission = Permission.closeReferral

  public let referral: ReferralID

  public init(_ referral: ReferralID) {
    self.referral = referral
  }

  public enum No: Refusal {
    case referralIs(ReferralState)

    public var code: String { "nobody-has-moved-out" }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    try referral.requireAuthority(of: actor)
    guard let next = referral.state.after(.close) else { throw No.referralIs(referral.state) }
    transaction.later(
      "update referral set state = \(next.rawValue), closed_at = \(now) where referral_id = \(referral.id)")
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person)
      .record(by: actor, in: transaction)
  }
}
