public import Afklaring
public import Postgres

/// What stands in the way of wanted nights: the state of the bed that somebody else has made.
public struct TakenNights: Sendable, Equatable {
  public let kind: HoldKind
  /// The first night after it, turnaround days included.
  public let freeFrom: CalendarDay

  public init(kind: HoldKind, freeFrom: CalendarDay) {
    (self.kind, self.freeFrom) = (kind, freeFrom)
  }

  /// The earliest hold that overlaps the nights and the turnaround days behind them, one's own left out.
  public static func query(of bed: BedID, on nights: Range<CalendarDay>, but referral: ReferralID) -> SQL {
    """
    select kind, free_from from taken_nights(\(bed), \(nights.lowerBound), \(nights.upperBound), \(referral))
    """
  }

  public init(_ row: Row) throws {
    let (kind, freeFrom) = try row.decode(String.self, CalendarDay.self)
    guard let kind = HoldKind(rawValue: kind) else { throw DecodingProblem(column: "kind", expected: "a hold kind") }
    (self.kind, self.freeFrom) = (kind, freeFrom)
  }
}
