public import Afklaring
public import Capacity
public import Postgres

/// Moves a resident to another bed (flytning): one stay, two places. In the own house anybody there does it; to another
/// house of the own municipality, its authority. Another municipality's bed is asked for, never taken.
public struct TransferStay: Command {
  public static let permission = Permission.transferStay

  public let referral: ReferralID
  public let bed: BedID
  /// The first night in the new bed.
  public let movedOn: CalendarDay

  public init(_ referral: ReferralID, to bed: BedID, on movedOn: CalendarDay) {
    (self.referral, self.bed, self.movedOn) = (referral, bed, movedOn)
  }

  public enum No: Refusal {
    case referralIs(ReferralState)
    case isInTheFuture
    /// The first night in the present bed.
    case isTooEarly(CalendarDay)
    case isThatBed
    case isNotOfTheHouse
    case sexNotTaken
    case needsNotMet([String])
    case outOfService
    case bedTaken(TakenNights)
    case nightsTaken

    public var code: String {
      switch self {
      case .referralIs: "nobody-stays"
      case .isInTheFuture: "transfer-in-the-future"
      case .isTooEarly: "transfer-too-early"
      case .isThatBed: "stays-in-that-bed"
      case .isNotOfTheHouse: "owner-must-be-asked"
      case .sexNotTaken: "sex-not-taken"
      case .needsNotMet: "needs-not-met"
      case .outOfService: "bed-out-of-service"
      case .bedTaken, .nightsTaken: "bed-taken"
      }
    }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "bed_hold_no_overlap" ? .nightsTaken : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    // The referral first, as everywhere; then the two beds in the order of their ids, so that two who swap do not wait for
    // each other.
    _ = try await transaction.pipeline([
      LockedReferral.query(self.referral),
      """
      select from bed
      where bed.bed_id = \(bed)
        or bed.bed_id = (select bed_hold.bed_id from bed_hold where bed_hold.referral_id = \(self.referral))
      order by bed.bed_id for no key update
      """,
    ])
    let stay = try await LockedStay.load(self.referral, in: transaction) { referral in
      try referral.requireHost(actor)
      guard referral.state.after(.transfer) != nil else { throw No.referralIs(referral.state) }
    }
    let target = try LockedBed(try await transaction.query(LockedBed.query(bed)))
    let until = max(stay.heldUntil, movedOn.adding(days: 1))
    let taken = try await transaction.query(
      TakenNights.query(of: target.id, on: movedOn..<until, but: stay.referral.id))
    if let refusal = refusal(stay, target, by: actor, on: now.day, until: until) { throw refusal }
    if let taken = try taken.first.map(TakenNights.init) { throw No.bedTaken(taken) }
    save(stay, to: target, until: until, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(stay.referral.id), person: stay.referral.person, ["bed": "\(bed)"]
    ).record(by: actor, in: transaction)
    try Tell.deciding(.stayTransferred, stay.referral.id).enqueue(in: transaction)
    try Tell.site(.stayTransferred, stay.referral.id).enqueue(in: transaction)
  }

  private func refusal(
    _ stay: LockedStay, _ target: LockedBed, by actor: Actor, on today: CalendarDay, until: CalendarDay
  ) -> No? {
    if movedOn > today { return .isInTheFuture }
    if movedOn <= stay.heldFrom { return .isTooEarly(stay.heldFrom) }
    if target.id == stay.bed.id { return .isThatBed }
    let isOwnDecision = actor.authority == stay.referral.municipality && target.owner == stay.referral.municipality
    let isHouse = actor.site == target.site || actor.authority != nil && actor.authority == target.owner
    guard actor.isSystem || target.site == stay.bed.site && isHouse || isOwnDecision else { return .isNotOfTheHouse }
    if !target.takes(stay.referral.sex) { return .sexNotTaken }
    let missing = stay.referral.needs.filter { !target.offers.contains($0) }
    if !missing.isEmpty { return .needsNotMet(missing) }
    if !target.isInService(on: movedOn..<until) { return .outOfService }
    return nil
  }

  /// The hold goes to the new bed first: whoever sees the case by its bed keeps seeing it.
  private func save(_ stay: LockedStay, to target: LockedBed, until: CalendarDay, in transaction: Transaction) {
    HoldBed(target, for: stay.referral.id, as: .stay, on: movedOn..<until).insert(in: transaction)
    transaction.later(
      """
      insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, left_referral_id)
      values (\(Identifier<TransferStay>()), \(stay.bed.id), 'left', \(stay.heldFrom), \(movedOn),
        \(stay.bed.turnaroundDays), \(stay.referral.id))
      """)
    transaction.later("update referral set bed_id = \(target.id) where referral_id = \(stay.referral.id)")
  }
}
