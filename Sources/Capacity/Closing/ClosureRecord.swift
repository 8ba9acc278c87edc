public import Afklaring
public import Postgres

/// A closure as it is, or as it was before somebody changed it.
public struct ClosureRecord: Sendable {
  public let id: ClosureID
  public let days: Range<CalendarDay>
  public let reason: String
  public let recordedAt: Instant
  /// When it was changed or taken away; nil where it holds.
  public let replacedAt: Instant?

  /// Of a bed, with every earlier version, the latest days first.
  public static func all(of bed: BedID, in transaction: Transaction) async throws -> [ClosureRecord] {
    try await transaction.query(
      """
      select closure_id, from_day, to_day, reason, recorded_from, recorded_to
      from closure_version
      where bed_id = \(bed)
      order by from_day desc, recorded_from desc, closure_id
      """
    ).map { row in
      let (from, to): (CalendarDay, CalendarDay) = (try row("from_day"), try row("to_day"))
      return ClosureRecord(
        id: try row("closure_id"), days: from..<to, reason: try row("reason"), recordedAt: try row("recorded_from"),
        replacedAt: try row("recorded_to"))
    }
  }
}
