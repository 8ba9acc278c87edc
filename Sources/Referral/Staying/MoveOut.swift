public import Afklaring
internal import Capacity
public import Postgres

/// How a stay ended.
public enum StayEnding: String, Sendable, CaseIterable {
  case planned
  case brokenOff = "broken_off"
  case expelled, readmitted, dead
}

/// Records that a person moved out (udflytning), and to what: the bed is free after the turnaround days.
public struct MoveOut: Command {
  public static let permission = Permission.moveOut

  public let referral: ReferralID
  public let movedOutOn: CalendarDay
  /// The main support that follows.
  public let onwardSupport: OnwardSupport
  /// What follows beside it.
  public let furtherSupport: [OnwardSupport]
  public let ending: StayEnding?

  public init(
    _ referral: ReferralID, on movedOutOn: CalendarDay, to onwardSupport: OnwardSupport,
    and furtherSupport: [OnwardSupport] = [], ending: StayEnding? = nil
  ) {
    (self.referral, self.movedOutOn, self.onwardSupport) = (referral, movedOutOn, onwardSupport)
    (self.furtherSupport, self.ending) = (furtherSupport, ending)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    case isInTheFuture
    case isBeforeMoveIn
    /// The first night in the present bed.
    case isBeforeTransfer
    case nightsTaken

    public var code: String {
      switch self {
      case .referralIs: "nobody-stays"
      case .isInTheFuture: "move-out-in-the-future"
      case .isBeforeMoveIn: "move-out-before-move-in"
      case .isBeforeTransfer: "move-out-before-transfer"
      case .nightsTaken: "bed-taken"
      }
    }
  }

  /// A person who stayed longer than planned may have stayed into somebody else's nights.
  public static func refusal(for constraint: String) -> No? {
    switch constraint {
    case "stay_in_order": .isBeforeMoveIn
    case "bed_hold_in_order": .isBeforeTransfer
    case "bed_hold_no_overlap": .nightsTaken
    default: nil
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral), LockedBed.query(heldFor: self.referral),
    ])
    let referral = try LockedReferral(answers[0])
    try referral.requireHost(actor)
    guard let next = referral.state.after(.moveOut) else { throw No.referralIs(referral.state) }
    guard movedOutOn <= now.day else { throw No.isInTheFuture }
    transaction.later(
      """
      update stay
      set moved_out_on = \(movedOutOn), onward_support = \(onwardSupport.rawValue),
        further_support = \(furtherSupport.map(\.rawValue)), ended_how = \(ending?.rawValue)
      where referral_id = \(referral.id)
      """)
    transaction.later(
      """
      update bed_leave set to_day = greatest(from_day, \(movedOutOn))
      where referral_id = \(referral.id) and (to_day is null or to_day > \(movedOutOn))
      """)
    transaction.later("update bed_hold set until_night = \(movedOutOn) where referral_id = \(referral.id)")
    transaction.later("update referral set state = \(next.rawValue) where referral_id = \(referral.id)")
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person, ["onward_support": onwardSupport.rawValue]
    ).record(by: actor, in: transaction)
    try Tell.deciding(.movedOut, referral.id).enqueue(in: transaction)
  }
}
