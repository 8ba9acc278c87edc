public import Afklaring
internal import Capacity
public import Postgres

/// A stay that has not ended keeps its bed for one more night (overskredet udflytning): the holds that follow are pushed,
/// and their authorities are told. Source: domain.md section 7.
public struct GrowOverdueStay: Command {
  public static let permission = Permission.growStay

  public let referral: ReferralID

  public init(_ referral: ReferralID) {
    self.referral = referral
  }

  public enum No: String, Refusal {
    case isNotOverdue = "stay-is-not-overdue"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let stay = try await LockedStay.load(self.referral, in: transaction) { referral in
      guard referral.state == .movedIn else { throw No.isNotOverdue }
    }
    guard stay.heldUntil <= now.day else { throw No.isNotOverdue }
    let until = now.day.adding(days: 1)
    let following = try await FollowingHold.all(of: stay.bed.id, from: stay.heldUntil, in: transaction)
    // The holds pass each other on their way: what counts is how they stand at the end.
    transaction.later("set constraints bed_hold_no_overlap deferred")
    transaction.later("update bed_hold set until_night = \(until) where referral_id = \(stay.referral.id)")
    for pushed in FollowingHold.pushed(following, until: until.adding(days: stay.bed.turnaroundDays)) {
      try pushed.save(of: stay, in: transaction)
    }
    JournalEntry.change(
      Self.permission, .referral(stay.referral.id), person: stay.referral.person, ["until": "\(until)"]
    ).record(by: actor, in: transaction)
    if stay.heldUntil == stay.plannedMoveOutOn {
      try Tell.deciding(.stayOverdue, stay.referral.id).enqueue(in: transaction)
      try Tell.site(.stayOverdue, stay.referral.id).enqueue(in: transaction)
    }
  }

  /// Lets every stay grow that is due. Several daemons may do so at once: each grows once a night.
  ///
  /// - Returns: how many grew.
  public static func all(in database: Database) async throws -> Int {
    let due = try await database.query(
      as: .system,
      """
      select referral.referral_id
      from bed_hold
      join referral on referral.referral_id = bed_hold.referral_id
      where bed_hold.kind = 'stay' and bed_hold.until_night <= \(database.clock.now.day)
        and referral.state = 'moved_in'
      order by bed_hold.until_night, referral.referral_id
      """
    ).map { try $0.decode(ReferralID.self) }
    var grown = 0
    var failure: (any Error)?
    for referral in due {
      do {
        try await database.perform(GrowOverdueStay(referral), by: .system)
        grown += 1
      } catch is No {
        // Somebody moved out, or another daemon was first.
      } catch {
        // One that cannot be done does not hold up the others; whoever runs this is told of it.
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return grown
  }
}
