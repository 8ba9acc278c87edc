public import Afklaring
public import Postgres

/// Why a resident is away from the bed for some nights (fravær).
public enum LeaveReason: String, Sendable, CaseIterable {
  case family
  case tryingOwnHome = "trying_own_home"
  case hospital
  case unknown
}

/// Records nights away from the bed without giving it up (fravær): from a day to, not including, the day of coming back.
public struct TakeLeave: Command {
  public static let permission = Permission.recordLeave

  public let referral: ReferralID
  public let from: CalendarDay
  /// Nil while nobody knows.
  public let to: CalendarDay?
  public let reason: LeaveReason

  public init(_ referral: ReferralID, from: CalendarDay, to: CalendarDay?, because reason: LeaveReason) {
    (self.referral, self.from, self.to, self.reason) = (referral, from, to, reason)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    case isBeforeMoveIn(CalendarDay)
    case isAfterStay(CalendarDay)
    case endsBeforeItBegins
    case isAwayAlready

    public var code: String {
      switch self {
      case .referralIs: "nobody-stays"
      case .isBeforeMoveIn: "leave-before-move-in"
      case .isAfterStay: "leave-after-stay"
      case .endsBeforeItBegins: "leave-ends-before-it-begins"
      case .isAwayAlready: "is-away-already"
      }
    }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "bed_leave_one_at_a_time" ? .isAwayAlready : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let stay = try await LockedStay.load(self.referral, in: transaction) { referral in
      try referral.requireHost(actor)
      guard referral.state.after(.takeLeave) != nil else { throw No.referralIs(referral.state) }
    }
    guard from >= stay.movedInOn else { throw No.isBeforeMoveIn(stay.movedInOn) }
    let last = max(stay.heldUntil, now.day)
    guard from <= last, to.map({ $0 <= last }) ?? true else { throw No.isAfterStay(last) }
    if let to, to <= from { throw No.endsBeforeItBegins }
    transaction.later(
      """
      insert into bed_leave (bed_leave_id, referral_id, from_day, to_day, reason)
      values (\(Identifier<TakeLeave>()), \(stay.referral.id), \(from), \(to), \(reason.rawValue))
      """)
    JournalEntry.change(
      Self.permission, .referral(stay.referral.id), person: stay.referral.person, ["reason": reason.rawValue]
    ).record(by: actor, in: transaction)
  }
}

/// Records that the resident is back (tilbage fra fravær).
public struct EndLeave: Command {
  public static let permission = Permission.recordLeave

  public let referral: ReferralID
  public let backOn: CalendarDay

  public init(_ referral: ReferralID, on backOn: CalendarDay) {
    (self.referral, self.backOn) = (referral, backOn)
  }

  public enum No: Refusal {
    case nobodyIsAway
    case isInTheFuture
    case isBeforeLeave(CalendarDay)

    public var code: String {
      switch self {
      case .nobodyIsAway: "nobody-is-away"
      case .isInTheFuture: "return-in-the-future"
      case .isBeforeLeave: "return-before-leave"
      }
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral),
      "select from_day from bed_leave where \(isRunning(at: now))",
    ])
    let referral = try LockedReferral(answers[0])
    try referral.requireHost(actor)
    guard let from = try answers[1].first?.decode(CalendarDay.self) else { throw No.nobodyIsAway }
    guard backOn <= now.day else { throw No.isInTheFuture }
    guard backOn >= from else { throw No.isBeforeLeave(from) }
    transaction.later(
      "update bed_leave set to_day = \(backOn) where \(isRunning(at: now))")
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person, ["answer": "back"])
      .record(by: actor, in: transaction)
  }

  /// The one that has not ended yet, whether its end was planned or not.
  private func isRunning(at now: Instant) -> SQL {
    "referral_id = \(referral) and from_day <= \(now.day) and (to_day is null or to_day > \(now.day))"
  }
}
