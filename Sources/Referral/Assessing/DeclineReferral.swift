public import Afklaring
public import Postgres

/// Why a municipality says no to a referral (afslag): a code, so that it can be counted.
public enum DeclineReason: String, Sendable, CaseIterable {
  case outsideTargetGroup = "outside_target_group"
  case supportInPlace = "support_in_place"
  case otherSupport = "other_support"
}

/// What follows a refusal (konsekvens).
public enum DeclineConsequence: String, Sendable, CaseIterable {
  case homeWithPresentSupport = "home_with_present_support"
  case otherSupportGranted = "other_support_granted"
  case staysInHospital = "stays_in_hospital"
  case newReferralExpected = "new_referral_expected"
}

/// Declines a referral with a coded reason and what follows from it (afslag).
public struct DeclineReferral: Command {
  public static let permission = Permission.answerReferral

  public let referral: ReferralID
  public let reason: DeclineReason
  public let consequence: DeclineConsequence?

  public init(_ referral: ReferralID, because reason: DeclineReason, consequence: DeclineConsequence? = nil) {
    (self.referral, self.reason, self.consequence) = (referral, reason, consequence)
  }

  public typealias No = AcceptReferral.No

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    try referral.requireAuthority(of: actor)
    guard let next = referral.state.after(.decline) else { throw No.isAnsweredAlready(referral.state) }
    AskForInformation.close(referral.id, at: now, in: transaction)
    transaction.later(
      """
      update referral set state = \(next.rawValue), declined_at = \(now), decision_reason = \(reason.rawValue),
        consequence = \(consequence?.rawValue)
      where referral_id = \(referral.id)
      """)
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person, ["answer": reason.rawValue])
      .record(by: actor, in: transaction)
    try Tell.ward(.referralDeclined, referral.id).enqueue(in: transaction)
  }
}
