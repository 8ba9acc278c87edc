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
    select bed_hold.kind, upper(bed_hold.taken)
    from bed_hold
    join bed on bed.bed_id = bed_hold.bed_id
    join site on site.site_id = bed.site_id
    where bed_hold.bed_id = \(bed)
      and bed_hold.taken && daterange(\(nights.lowerBound), \(nights.upperBound) + site.turnaround_days)
      and bed_hold.referral_id is distinct from \(referral)
    order by bed_hold.first_night
    limit 1
    """
  }

  public init(_ row: Row) throws {
    let (kind, freeFrom) = try row.decode(String.self, CalendarDay.self)
    guard let kind = HoldKind(rawValue: kind) else { throw DecodingProblem(column: "kind", expected: "a hold kind") }
    (self.kind, self.freeFrom) = (kind, freeFrom)
  }
}
