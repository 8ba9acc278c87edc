/// Tidspunkt: a point in time, in microseconds since 1970-01-01T00:00Z, as PostgreSQL keeps them.
///
/// Held between the years 1 and 9999 (UTC): arithmetic that would leave them stops there. Hours are elapsed hours, also
/// over a change of the clocks; days, hours and minutes of the clock are those of Europe/Copenhagen.
public struct Instant: Hashable, Sendable {
  public let microsecondsSinceEpoch: Int64

  private static let first: Int64 = -62_135_596_800_000_000
  private static let last: Int64 = 253_402_300_799_999_999

  /// The instant so many microseconds after 1970-01-01T00:00Z; beyond the years 1 to 9999, their ends.
  public init(microsecondsSinceEpoch microseconds: Int64) {
    microsecondsSinceEpoch = min(max(microseconds, Instant.first), Instant.last)
  }

  init(secondsSinceEpoch seconds: Int64, microseconds: Int64 = 0) {
    self.init(microsecondsSinceEpoch: seconds * 1_000_000 + microseconds)
  }

  /// The day in Europe/Copenhagen.
  public var day: CalendarDay {
    CalendarDay(daysSinceEpoch: Int32(localSeconds.flooredQuotientAndRemainder(dividingBy: 86_400).quotient))
  }

  /// The hour that the clocks show, 0...23.
  public var hour: Int { secondOfDay / 3600 }

  /// The minute that the clocks show, 0...59.
  public var minute: Int { secondOfDay % 3600 / 60 }

  public func adding(hours: Int) -> Instant {
    let span = 100_000_000
    return adding(seconds: min(max(hours, -span), span) * 3600)
  }

  public func adding(seconds: Int) -> Instant {
    let span = 360_000_000_000
    return Instant(microsecondsSinceEpoch: microsecondsSinceEpoch + Int64(min(max(seconds, -span), span)) * 1_000_000)
  }

  /// Seconds from the right instant to the left, with their fraction: whole hours and days compare exactly.
  public static func - (left: Instant, right: Instant) -> Double {
    Double(left.microsecondsSinceEpoch - right.microsecondsSinceEpoch) / 1_000_000
  }

  /// Seconds since 1970-01-01T00:00Z, rounded down, and the microseconds beside them.
  var secondsAndMicroseconds: (seconds: Int64, microseconds: Int64) {
    let (seconds, microseconds) = microsecondsSinceEpoch.flooredQuotientAndRemainder(dividingBy: 1_000_000)
    return (seconds, microseconds)
  }

  private var localSeconds: Int64 {
    let seconds = secondsAndMicroseconds.seconds
    return seconds + DanishTime.offset(at: seconds)
  }

  private var secondOfDay: Int { Int(localSeconds.flooredQuotientAndRemainder(dividingBy: 86_400).remainder) }
}

extension Instant: Comparable {
  public static func < (left: Instant, right: Instant) -> Bool {
    left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
  }
}
