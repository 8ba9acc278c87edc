public import Afklaring
public import Postgres

/// Whether the municipality that decides on a referral may use a bed (aftale om køb af pladser), and whether there is room
/// for one more within the agreement; its own bed it always may.
public struct AgreementInForce: Sendable {
  /// In force on the day of asking.
  public let isAgreed: Bool
  /// The first of the nights on which the municipality has as many places there as it may have at once.
  public let full: Full?

  public struct Full: Sendable, Equatable {
    public let places: Int
    public let on: CalendarDay

    public init(places: Int, on day: CalendarDay) {
      (self.places, self.on) = (places, day)
    }
  }

  public static func query(
    of referral: ReferralID, bed: BedID, on day: CalendarDay, nights: Range<CalendarDay>
  ) -> SQL {
    """
    select is_agreed, max_places, full_on
    from agreement_room(\(referral), \(bed), \(day), \(nights.lowerBound), \(nights.upperBound))
    """
  }

  public init(_ row: Row) throws {
    let (places, fullOn): (Int?, CalendarDay?)
    (isAgreed, places, fullOn) = try row.decode(Bool.self, Int?.self, CalendarDay?.self)
    full = places.flatMap { places in fullOn.map { Full(places: places, on: $0) } }
  }
}
