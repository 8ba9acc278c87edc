/// Dag eller tidspunkt: what a column holds in which the time of day may be unknown.
public enum DayOrInstant: Hashable, Sendable {
  case day(CalendarDay)
  case instant(Instant)

  /// The instant given, or the midnight of the day given.
  public var instant: Instant {
    switch self {
    case .day(let day): day.midnight
    case .instant(let instant): instant
    }
  }

  /// The day given, or the day of the instant in Europe/Copenhagen.
  public var day: CalendarDay {
    switch self {
    case .day(let day): day
    case .instant(let instant): instant.day
    }
  }

  /// Whether only the date is known; a hospital stay then needs a night instead of 12 hours.
  public var isDayOnly: Bool {
    switch self {
    case .day: true
    case .instant: false
    }
  }
}
