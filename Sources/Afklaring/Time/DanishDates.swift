/// Datoer på dansk: days, times, weeks and instants as pages and letters write them.
public enum DanishDates {
  /// `22. nov. 2026`.
  public static func day(_ day: CalendarDay) -> String {
    let (year, month, dayOfMonth) = day.date
    return "\(dayOfMonth). \(months[month - 1]) \(year)"
  }

  /// `nov. 2026`.
  public static func month(_ day: CalendarDay) -> String {
    "\(months[day.month - 1]) \(day.year)"
  }

  /// `14:30`, in Europe/Copenhagen.
  public static func time(_ instant: Instant) -> String {
    "\(padded(instant.hour, 2)):\(padded(instant.minute, 2))"
  }

  /// `uge 47`.
  public static func week(_ day: CalendarDay) -> String {
    "uge \(day.isoWeek)"
  }

  /// `22. nov. 2026 kl. 14:30`, in Europe/Copenhagen; the time is not torn from its word.
  public static func instant(_ instant: Instant) -> String {
    "\(day(instant.day)) kl.\u{A0}\(time(instant))"
  }

  /// `22. nov. 2026`, or `22. nov. 2026 kl. 14:30` where the time is known.
  public static func dayOrInstant(_ value: DayOrInstant) -> String {
    switch value {
    case .day(let known): day(known)
    case .instant(let known): instant(known)
    }
  }

  private static let months = [
    "jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.",
  ]
}
