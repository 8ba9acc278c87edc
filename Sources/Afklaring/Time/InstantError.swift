/// Fejl i et tidspunkt: why a text is no instant; its description says what is allowed, and never holds the text.
public enum InstantError: Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case notAnInstant
  case notADayOrInstant
  case noSuchDay
  case noSuchTime
  case noSuchOffset
  /// A local time that the clocks skip when summer time begins.
  case skippedLocalTime

  public var description: String {
    switch self {
    case .notAnInstant:
      "an instant is written 2026-11-22T14:30, with :ss and up to six decimals if known, "
        + "then Z or an offset such as +01:00 if it is not Danish time"
    case .notADayOrInstant:
      "allowed are a date, 2026-11-22, and an instant, 2026-11-22T14:30, with :ss and up to six decimals if known, "
        + "then Z or an offset such as +01:00 if it is not Danish time"
    case .noSuchDay: "the date must be a day of the calendar, years 1800 to 2999"
    case .noSuchTime: "the time must lie between 00:00 and 23:59, or 23:59:59 with seconds"
    case .noSuchOffset: "an offset from UTC must lie between -14:00 and +14:00"
    case .skippedLocalTime:
      "the clocks skip this hour when summer time begins: give a time that occurs in Denmark, or an offset"
    }
  }
}
