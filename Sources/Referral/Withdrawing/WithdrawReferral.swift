public import Afklaring
internal import Capacity
public import Postgres

/// Why a referral is given up before anybody moved in (tilbagetrækning).
public enum WithdrawalReason: String, Sendable, CaseIterable {
  case noLongerNeeded = "no_longer_needed"
  case dischargedWithSupport = "discharged_with_support"
  case personDeclines = "person_declines"
  case referredByMistake = "referred_by_mistake"
  case dead
}

/// Gives a referral up (trækker den tilbage), and with it whatever it holds: whole, or not at all.
public struct WithdrawReferral: Command {
  public static let permission = Permission.withdrawReferral

  public let referral: ReferralID
  public let reason: WithdrawalReason
  /// Where the person goes who gets no bed.
  public let wentTo: OnwardSupport?
  /// The bed that it gives back, as the actor was shown it.
  public let releasing: BedID?

  public init(
    _ referral: ReferralID, because reason: WithdrawalReason, to wentTo: OnwardSupport? = nil, releasing: BedID? = nil
  ) {
    (self.referral, self.reason, self.wentTo, self.releasing) = (referral, reason, wentTo, releasing)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    /// The bed that is held is another than the actor was shown, or is held no more.
    case releasesSomethingElse

    public var code: String {
      switch self {
      case .referralIs: "referral-cannot-be-withdrawn"
      case .releasesSomethingElse: "releases-another-bed"
      }
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral),
      "select bed_id from bed_hold where referral_id = \(self.referral)",
    ])
    let referral = try LockedReferral(answers[0])
    guard actor.isSystem || actor.ward == referral.ward || actor.authority == referral.municipality else {
      throw AccessRefusal.notFound
    }
    guard let next = referral.state.after(.withdraw) else { throw No.referralIs(referral.state) }
    let held = try answers[1].first?.decode(BedID.self)
    guard held == releasing else { throw No.releasesSomethingElse }
    AskForInformation.close(referral.id, at: now, in: transaction)
    OpenOffer.end(referral.id, .withdrawn, because: nil, at: now, in: transaction)
    HoldBed.release(referral.id, in: transaction)
    transaction.later(
      """
      update referral
      set state = \(next.rawValue), withdrawn_at = \(now), decision_reason = \(reason.rawValue),
        went_to = \(wentTo?.rawValue)
      where referral_id = \(referral.id)
      """)
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person, ["reason": reason.rawValue])
      .record(by: actor, in: transaction)
    try (actor.ward == nil ? Tell.ward : Tell.deciding)(.referralWithdrawn, referral.id).enqueue(in: transaction)
    if let held { try Tell.ownerOf(held, .bedReleased, referral.id).enqueue(in: transaction) }
  }
}
