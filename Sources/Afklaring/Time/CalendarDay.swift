/// Kalenderdag: a day of the proleptic Gregorian calendar, without time and without zone.
///
/// Counted in days since 1970-01-01 and held between `earliest` and `latest`: arithmetic that would leave them stops
/// there, so that no number typed into a form can trap.
public struct CalendarDay: Hashable, Sendable {
  /// 0001-01-01.
  public static let earliest = CalendarDay(held: -719_162)
  /// 9999-12-31.
  public static let latest = CalendarDay(held: 2_932_896)

  /// Days since 1970-01-01, negative before it.
  public let daysSinceEpoch: Int32

  private init(held days: Int32) {
    daysSinceEpoch = days
  }

  /// The day so many days after 1970-01-01; beyond `earliest` and `latest`, these.
  public init(daysSinceEpoch days: Int32) {
    daysSinceEpoch = min(max(days, -719_162), 2_932_896)
  }

  /// The day of that date; nil where the calendar has none, or the year lies outside 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= GregorianCalendar.daysInMonth(month, of: year)
    else { return nil }
    self.init(daysSinceEpoch: Int32(GregorianCalendar.days(year: year, month: month, day: day)))
  }

  public var year: Int { date.year }
  /// 1 = January.
  public var month: Int { date.month }
  /// 1...31.
  public var day: Int { date.day }

  var date: (year: Int, month: Int, day: Int) { GregorianCalendar.date(days: Int(daysSinceEpoch)) }

  /// The first instant of the day in Europe/Copenhagen: 00:00, or what the clock showed instead of it.
  public var midnight: Instant { Instant(secondsSinceEpoch: DanishTime.start(ofDay: Int64(daysSinceEpoch))) }

  public func adding(days: Int) -> CalendarDay {
    let span = 4_000_000
    return CalendarDay(daysSinceEpoch: daysSinceEpoch + Int32(min(max(days, -span), span)))
  }

  public var lastOfMonth: CalendarDay {
    let (year, month, _) = date
    return adding(days: GregorianCalendar.daysInMonth(month, of: year) - day)
  }

  /// Alder: whole years from this day, as a birth date, until another day; negative before birth.
  ///
  /// Who is born on 29 February completes a year on 1 March where the year has no 29 February: the later of the two
  /// days in use, so that nobody counts as 18 too early (this project's own rule).
  public func fullYears(until other: CalendarDay) -> Int {
    let (birth, then) = (date, other.date)
    let birthdayIsAhead = (then.month, then.day) < (birth.month, birth.day)
    return then.year - birth.year - (birthdayIsAhead ? 1 : 0)
  }
}

extension CalendarDay: Strideable {
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

  /// Days from this day to the other, negative if it is earlier.
  public func distance(to other: CalendarDay) -> Int { Int(other.daysSinceEpoch) - Int(daysSinceEpoch) }

  public func advanced(by days: Int) -> CalendarDay { adding(days: days) }
}
