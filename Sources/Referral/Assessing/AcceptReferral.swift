public import Afklaring
public import Postgres

/// Takes a referral into the target group (godkendt til målgruppen).
public struct AcceptReferral: Command {
  public static let permission = Permission.answerReferral

  public let referral: ReferralID

  public init(_ referral: ReferralID) {
    self.referral = referral
  }

  public enum No: Refusal {
    case isAnsweredAlready(ReferralState)

    public var code: String { "referral-is-answered-already" }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    try referral.requireAuthority(of: actor)
    guard let next = referral.state.after(.accept) else { throw No.isAnsweredAlready(referral.state) }
    AskForInformation.close(referral.id, at: now, in: transaction)
    transaction.later(
      """
      update referral set state = \(next.rawValue), accepted_at = \(now) where referral_id = \(referral.id)
      """)
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person, ["answer": "accepted"])
      .record(by: actor, in: transaction)
    try Tell.ward(.referralAccepted, referral.id).enqueue(in: transaction)
  }
}
