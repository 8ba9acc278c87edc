public import Afklaring
internal import Capacity
public import Postgres

/// Records that a person moved into the assigned bed (indflytning): the stay begins.
public struct MoveIn: Command {
  public static let permission = Permission.moveIn

  public let referral: ReferralID
  public let movedInOn: CalendarDay
  public let plannedMoveOutOn: CalendarDay

  public init(_ referral: ReferralID, on movedInOn: CalendarDay, plannedMoveOutOn: CalendarDay) {
    (self.referral, self.movedInOn, self.plannedMoveOutOn) = (referral, movedInOn, plannedMoveOutOn)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    case isInTheFuture
    /// Nobody moves into a bed before it is given to them.
    case isBeforeAssignment(CalendarDay)
    case endsBeforeItBegins
    case tooLong(maximumDays: Int)
    case outOfService
    case bedStillTaken
    /// The house may not plan past the nights that the municipality gave.
    case isBeyondGranted(CalendarDay)
    case staysElsewhere

    public var code: String {
      switch self {
      case .referralIs: "no-bed-is-assigned"
      case .isInTheFuture: "move-in-in-the-future"
      case .isBeforeAssignment: "move-in-before-assignment"
      case .endsBeforeItBegins: "planned-move-out-before-move-in"
      case .tooLong: "stay-too-long"
      case .outOfService: "bed-out-of-service"
      case .bedStillTaken: "bed-still-taken"
      case .isBeyondGranted: "planned-move-out-beyond-granted-nights"
      case .staysElsewhere: "person-stays-elsewhere"
      }
    }
  }

  public static func refusal(for constraint: String) -> No? {
    switch constraint {
    case "bed_hold_no_overlap": .bedStillTaken
    case "stay_one_at_a_time_per_person": .staysElsewhere
    default: nil
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let answers = try await transaction.pipeline([
      LockedReferral.query(self.referral), LockedBed.query(heldFor: self.referral),
      "select until_night from bed_hold where referral_id = \(self.referral)",
    ])
    let referral = try LockedReferral(answers[0])
    try referral.requireHost(actor)
    guard let next = referral.state.after(.moveIn) else { throw No.referralIs(referral.state) }
    let bed = try LockedBed(answers[1])
    guard movedInOn <= now.day else { throw No.isInTheFuture }
    if let assignedOn = referral.assignedAt?.day, movedInOn < assignedOn { throw No.isBeforeAssignment(assignedOn) }
    guard movedInOn < plannedMoveOutOn else { throw No.endsBeforeItBegins }
    let nights = movedInOn..<plannedMoveOutOn
    guard bed.isInService(on: nights) else { throw No.outOfService }
    guard nights.count <= bed.maximumStayDays else { throw No.tooLong(maximumDays: bed.maximumStayDays) }
    if let granted = try answers[2].first?.decode(CalendarDay.self), actor.authority != referral.municipality,
      !actor.isSystem, plannedMoveOutOn > granted
    {
      throw No.isBeyondGranted(granted)
    }
    HoldBed(bed, for: referral.id, as: .stay, on: nights).insert(in: transaction)
    save(next, referral, in: transaction)
    JournalEntry.change(Self.permission, .referral(referral.id), person: referral.person)
      .record(by: actor, in: transaction)
    try Tell.ward(.movedIn, referral.id).enqueue(in: transaction)
    try Tell.deciding(.movedIn, referral.id).enqueue(in: transaction)
  }

  private func save(_ next: ReferralState, _ referral: LockedReferral, in transaction: Transaction) {
    transaction.later(
      """
      insert into stay (stay_id, referral_id, person_id, moved_in_on, planned_move_out_on)
      values (\(Identifier<MoveIn>()), \(referral.id), \(referral.person), \(movedInOn), \(plannedMoveOutOn))
      """)
    transaction.later("update referral set state = \(next.rawValue) where referral_id = \(referral.id)")
  }
}
