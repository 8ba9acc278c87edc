import FoundationEssentials
import FoundationInternationalization

/// Dansk tid: how far the clocks of Europe/Copenhagen are ahead of UTC, and back. Seconds since 1970-01-01T00:00Z.
///
/// The only file that knows the zone. Foundation's table holds it; a program linked with `--static-swift-stdlib` is
/// given none (Swift 6.3.1 drops the table in silence), and then the rule of the European Union stands in for it.
/// Both agree from 1981 on, which a test checks.
enum DanishTime {
  private static let zone = TimeZone(identifier: "Europe/Copenhagen")
  private static let day: Int64 = 86_400

  /// Seconds ahead of UTC at an instant: 3600 in winter, 7200 in summer.
  static func offset(at seconds: Int64) -> Int64 {
    guard let zone else { return offsetByRule(at: seconds) }
    return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }

  /// The instant at which the clocks show a local time (counted as if it were UTC): the first of two; nil if skipped.
  static func instant(ofLocal local: Int64) -> Int64? {
    let (before, after) = (offset(at: local - day), offset(at: local + day))
    // The clocks never change twice within two days.
    if before == after { return local - before }
    return [before, after].filter { offset(at: local - $0) == $0 }.map { local - $0 }.min()
  }

  /// The first instant of a day, also of one whose clocks skip 00:00.
  static func start(ofDay number: Int64) -> Int64 {
    let local = number * day
    return instant(ofLocal: local) ?? local - offset(at: local - day)
  }

  /// Summer time from 01:00 UTC on the last Sunday of March to that of October (of September until 1995).
  ///
  /// Source: directive 2000/84/EC and those before it. Before 1981 winter time is assumed.
  static func offsetByRule(at seconds: Int64) -> Int64 {
    let year = GregorianCalendar.date(days: Int(seconds.flooredQuotientAndRemainder(dividingBy: day).quotient)).year
    guard year >= 1981 else { return 3600 }
    let begins = lastSunday(of: 3, in: year) + 3600
    let ends = lastSunday(of: year < 1996 ? 9 : 10, in: year) + 3600
    return begins <= seconds && seconds < ends ? 7200 : 3600
  }

  private static func lastSunday(of month: Int, in year: Int) -> Int64 {
    let lastDay = GregorianCalendar.daysInMonth(month, of: year)
    let days = GregorianCalendar.days(year: year, month: month, day: lastDay)
    return Int64(days - (days + 4).flooredQuotientAndRemainder(dividingBy: 7).remainder) * day
  }
}
