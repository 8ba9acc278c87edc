internal import Afklaring
internal import Capacity
internal import Postgres

/// A stay (ophold) with its referral and its bed, locked in that order until the transaction ends.
struct LockedStay: Sendable {
  let referral: LockedReferral
  let bed: LockedBed
  let movedInOn: CalendarDay
  let plannedMoveOutOn: CalendarDay?
  /// The first night that is not held for it.
  let heldUntil: CalendarDay
  /// The first night in the present bed.
  let heldFrom: CalendarDay

  /// - Parameter admit: refuses who has no part in it, and what cannot happen now.
  /// - Throws: what `admit` throws; `AccessRefusal.notFound` where there is no such stay.
  static func load(
    _ id: ReferralID, in transaction: Transaction, admit: (LockedReferral) throws -> Void
  ) async throws -> LockedStay {
    let answers = try await transaction.pipeline([
      LockedReferral.query(id), LockedBed.query(heldFor: id),
      """
      select stay.moved_in_on, stay.planned_move_out_on, bed_hold.until_night, bed_hold.first_night
      from stay
      join bed_hold on bed_hold.referral_id = stay.referral_id
      where stay.referral_id = \(id)
      """,
    ])
    let referral = try LockedReferral(answers[0])
    try admit(referral)
    guard let row = answers[2].first else { throw AccessRefusal.notFound }
    let (movedInOn, planned, until, from) = try row.decode(
      CalendarDay.self, CalendarDay?.self, CalendarDay.self, CalendarDay.self)
    return LockedStay(
      referral: referral, bed: try LockedBed(answers[1]), movedInOn: movedInOn, plannedMoveOutOn: planned,
      heldUntil: until, heldFrom: from)
  }
}
