public import Afklaring
public import Capacity
public import Postgres

/// Why a stay lasts longer (forlængelse).
public enum ExtensionReason: String, Sendable, CaseIterable {
  case notClarified = "not_clarified"
  case waitingForHousing = "waiting_for_housing"
  case waitingForSupport = "waiting_for_support"
  case relapse
}

/// Plans a later move-out (forlænger opholdet), within the site's limit, never into another's nights.
public struct ExtendStay: Command {
  public static let permission = Permission.extendStay

  public let referral: ReferralID
  public let plannedMoveOutOn: CalendarDay
  public let reason: ExtensionReason

  public init(_ referral: ReferralID, to plannedMoveOutOn: CalendarDay, because reason: ExtensionReason) {
    (self.referral, self.plannedMoveOutOn, self.reason) = (referral, plannedMoveOutOn, reason)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    /// The day up to which the bed is held already.
    case isNotLater(CalendarDay)
    case tooLong(lastDay: CalendarDay)
    case outOfService
    case bedTaken(TakenNights)
    case nightsTaken

    public var code: String {
      switch self {
      case .referralIs: "nobody-stays"
      case .isNotLater: "move-out-not-later"
      case .tooLong: "stay-too-long"
      case .outOfService: "bed-out-of-service"
      case .bedTaken, .nightsTaken: "bed-taken"
      }
    }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "bed_hold_no_overlap" ? .nightsTaken : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let stay = try await LockedStay.load(self.referral, in: transaction) { referral in
      try referral.requireAuthority(of: actor)
      guard referral.state.after(.extend) != nil else { throw No.referralIs(referral.state) }
    }
    let until = stay.heldUntil
    guard plannedMoveOutOn > until, plannedMoveOutOn > now.day else { throw No.isNotLater(max(until, now.day)) }
    let limit = stay.movedInOn.adding(days: stay.bed.maximumStayDays)
    guard plannedMoveOutOn <= limit else { throw No.tooLong(lastDay: limit) }
    guard stay.bed.isInService(on: until..<plannedMoveOutOn) else { throw No.outOfService }
    let taken = try await transaction.query(
      TakenNights.query(of: stay.bed.id, on: until..<plannedMoveOutOn, but: stay.referral.id))
    if let taken = try taken.first.map(TakenNights.init) { throw No.bedTaken(taken) }
    save(stay, at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(stay.referral.id), person: stay.referral.person, ["reason": reason.rawValue]
    ).record(by: actor, in: transaction)
    try Tell.site(.stayExtended, stay.referral.id).enqueue(in: transaction)
  }

  private func save(_ stay: LockedStay, at now: Instant, in transaction: Transaction) {
    transaction.later(
      "update stay set planned_move_out_on = \(plannedMoveOutOn) where referral_id = \(stay.referral.id)")
    transaction.later("update bed_hold set until_night = \(plannedMoveOutOn) where referral_id = \(stay.referral.id)")
    transaction.later(
      """
      insert into stay_extension
        (stay_extension_id, referral_id, from_move_out_on, to_move_out_on, reason, decided_at)
      values (\(Identifier<ExtendStay>()), \(stay.referral.id), \(stay.plannedMoveOutOn ?? stay.heldUntil),
        \(plannedMoveOutOn), \(reason.rawValue), \(now))
      """)
  }
}
