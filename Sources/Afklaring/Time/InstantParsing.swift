extension Instant {
  /// The instant written as `2026-11-22T14:30[:ss[.f{1,6}]]`, then `Z`, an offset such as `+01:00`, or nothing.
  ///
  /// Nothing means Europe/Copenhagen: a local time that occurs twice is the first, one that does not occur is refused.
  /// An instant or a full date and time of FHIR is read as well.
  public static func parse(_ text: some StringProtocol) throws(InstantError) -> Instant {
    var fields = FieldReader(text)
    guard let date = fields.date() else { throw .notAnInstant }
    return try parse(&fields, after: date)
  }

  /// The same, or a date alone, which says so; `DayOrInstant.instant` is then its midnight.
  public static func parseDayOrInstant(_ text: some StringProtocol) throws(InstantError) -> DayOrInstant {
    var fields = FieldReader(text)
    guard let date = fields.date() else { throw .notADayOrInstant }
    guard fields.isAtEnd else { return .instant(try parse(&fields, after: date)) }
    guard let day = CalendarDay(written: date) else { throw .noSuchDay }
    return .day(day)
  }

  private static func parse(
    _ fields: inout FieldReader, after date: (year: Int, month: Int, day: Int)
  ) throws(InstantError) -> Instant {
    guard fields.take("T") else { throw .notAnInstant }
    let (second, microseconds) = try time(&fields)
    let offset = try offset(&fields)
    guard fields.isAtEnd else { throw .notAnInstant }
    guard let day = CalendarDay(written: date) else { throw .noSuchDay }
    let local = Int64(day.daysSinceEpoch) * 86_400 + Int64(second)
    guard let seconds = offset.map({ local - Int64($0) }) ?? DanishTime.instant(ofLocal: local) else {
      throw .skippedLocalTime
    }
    return Instant(secondsSinceEpoch: seconds, microseconds: Int64(microseconds))
  }

  /// `14:30[:ss[.f{1,6}]]` as the second of the day and its microseconds.
  private static func time(_ fields: inout FieldReader) throws(InstantError) -> (second: Int, microseconds: Int) {
    guard let hour = fields.number(digits: 2), fields.take(":"), let minute = fields.number(digits: 2) else {
      throw .notAnInstant
    }
    var (second, microseconds) = (0, 0)
    if fields.take(":") {
      guard let given = fields.number(digits: 2) else { throw .notAnInstant }
      second = given
      if fields.take(".") { microseconds = try fraction(&fields) }
    }
    guard hour < 24, minute < 60, second < 60 else { throw .noSuchTime }
    return (hour * 3600 + minute * 60 + second, microseconds)
  }

  private static func fraction(_ fields: inout FieldReader) throws(InstantError) -> Int {
    guard var number = fields.digit() else { throw .notAnInstant }
    for _ in 1..<6 { number = number * 10 + (fields.digit() ?? 0) }
    return number
  }

  /// Seconds ahead of UTC; nil where no offset is given.
  private static func offset(_ fields: inout FieldReader) throws(InstantError) -> Int? {
    if fields.isAtEnd { return nil }
    if fields.take("Z") { return 0 }
    let sign = fields.take("-") ? -1 : 1
    guard sign == -1 || fields.take("+"), let hours = fields.number(digits: 2), fields.take(":"),
      let minutes = fields.number(digits: 2)
    else { throw .notAnInstant }
    guard minutes < 60, hours * 60 + minutes <= 14 * 60 else { throw .noSuchOffset }
    return sign * (hours * 3600 + minutes * 60)
  }
}
