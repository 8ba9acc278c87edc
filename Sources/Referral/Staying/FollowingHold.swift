internal import Afklaring
internal import Capacity
internal import Postgres

/// What a bed is held for after somebody's stay.
struct FollowingHold: Sendable, Equatable {
  let id: Identifier<FollowingHold>
  let referral: ReferralID?
  let closure: Identifier<FollowingHold>?
  var nights: Range<CalendarDay>
  let turnaroundDays: Int

  /// The holds of a bed that begin on or after a night, in their order; the bed's row is locked.
  static func all(
    of bed: BedID, from night: CalendarDay, in transaction: Transaction
  ) async throws -> [FollowingHold] {
    try await transaction.query(
      """
      select bed_hold_id, referral_id, closure_id, first_night, until_night, turnaround_days
      from bed_hold
      where bed_id = \(bed) and first_night >= \(night) and kind in ('offer', 'assignment', 'closure')
      order by first_night, bed_hold_id
      """
    ).map { row in
      let (id, referral, closure, first, until, turnaround) = try row.decode(
        Identifier<FollowingHold>.self, ReferralID?.self, Identifier<FollowingHold>?.self, CalendarDay.self,
        CalendarDay.self, Int.self)
      return FollowingHold(
        id: id, referral: referral, closure: closure, nights: first..<until, turnaroundDays: turnaround)
    }
  }

  /// Those that have to give way to nights taken up to, not including, `until`: somebody's nights move as a whole, a
  /// closure begins later and ends as it did (with no night left, it is none).
  static func pushed(_ holds: [FollowingHold], until: CalendarDay) -> [FollowingHold] {
    var (free, pushed) = (until, [FollowingHold]())
    for var hold in holds where hold.nights.lowerBound < free {
      let end =
        hold.closure == nil
        ? free.adding(days: hold.nights.lowerBound.distance(to: hold.nights.upperBound))
        : max(free, hold.nights.upperBound)
      hold.nights = free..<end
      pushed.append(hold)
      free = end.adding(days: hold.turnaroundDays)
    }
    return pushed
  }

  func save(of stay: LockedStay, in transaction: Transaction) throws {
    if let closure {
      try saveClosure(closure, in: transaction)
      try Tell.ownerOf(stay.bed.id, .closureDelayed, stay.referral.id).enqueue(in: transaction)
    } else if let referral {
      move(in: transaction)
      try Tell.deciding(.bedDelayed, referral).enqueue(in: transaction)
      try Tell.ward(.bedDelayed, referral).enqueue(in: transaction)
    }
  }

  private func saveClosure(_ closure: Identifier<FollowingHold>, in transaction: Transaction) throws {
    if nights.isEmpty {
      // Its hold goes with it.
      transaction.later("delete from closure where closure_id = \(closure)")
    } else {
      transaction.later("update closure set from_day = \(nights.lowerBound) where closure_id = \(closure)")
      move(in: transaction)
    }
  }

  private func move(in transaction: Transaction) {
    transaction.later(
      """
      update bed_hold set first_night = \(nights.lowerBound), until_night = \(nights.upperBound)
      where bed_hold_id = \(id)
      """)
  }
}
