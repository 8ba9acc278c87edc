public import Afklaring
public import Postgres

/// Decides what the person needs next (afklaring): from that day on the person waits in the bed for it.
public struct ClarifyStay: Command {
  public static let permission = Permission.clarifyStay

  public let referral: ReferralID
  public let clarifiedOn: CalendarDay
  public let onwardSupport: OnwardSupport

  public init(_ referral: ReferralID, on clarifiedOn: CalendarDay, to onwardSupport: OnwardSupport) {
    (self.referral, self.clarifiedOn, self.onwardSupport) = (referral, clarifiedOn, onwardSupport)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    case isInTheFuture
    case isBeforeMoveIn(CalendarDay)

    public var code: String {
      switch self {
      case .referralIs: "nobody-stays"
      case .isInTheFuture: "clarification-in-the-future"
      case .isBeforeMoveIn: "clarification-before-move-in"
      }
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let stay = try await LockedStay.load(self.referral, in: transaction) { referral in
      try referral.requireAuthority(of: actor)
      guard referral.state.after(.clarify) != nil else { throw No.referralIs(referral.state) }
    }
    guard clarifiedOn <= now.day else { throw No.isInTheFuture }
    guard clarifiedOn >= stay.movedInOn else { throw No.isBeforeMoveIn(stay.movedInOn) }
    transaction.later(
      """
      update stay set clarified_on = \(clarifiedOn), clarified_to = \(onwardSupport.rawValue)
      where referral_id = \(stay.referral.id)
      """)
    JournalEntry.change(
      Self.permission, .referral(stay.referral.id), person: stay.referral.person,
      ["onward_support": onwardSupport.rawValue]
    ).record(by: actor, in: transaction)
    try Tell.site(.stayClarified, stay.referral.id).enqueue(in: transaction)
  }
}
