/// Helligdag: a public holiday in Denmark, with its Danish name.
public struct Holiday: Hashable, Sendable {
  public let day: CalendarDay
  public let name: String

  /// The holidays of a year in their order; none outside the years 1...9999. Source: domain.md, section 6.
  static func all(in year: Int) -> [Holiday] {
    guard (1...9999).contains(year) else { return [] }
    let easter = easterSunday(in: year)
    let movable =
      afterEaster
      .filter { year <= $0.lastYear }
      .map { Holiday(day: easter.adding(days: $0.days), name: $0.name) }
    let fixed = fixedDates.map { month, day, name in
      Holiday(day: CalendarDay(number: GregorianCalendar.days(year: year, month: month, day: day)), name: name)
    }
    return (movable + fixed).sorted { $0.day < $1.day }
  }

  private static let fixedDates = [(1, 1, "nytårsdag"), (12, 25, "juledag"), (12, 26, "2. juledag")]

  private static let afterEaster: [(days: Int, name: String, lastYear: Int)] = [
    (-3, "skærtorsdag", .max), (-2, "langfredag", .max), (0, "påskedag", .max), (1, "2. påskedag", .max),
    (26, "store bededag", 2023), (39, "Kristi himmelfartsdag", .max), (49, "pinsedag", .max), (50, "2. pinsedag", .max),
  ]

  /// Easter Sunday by the anonymous Gregorian computus: Nature, 20 April 1876, letter by "a New York correspondent";
  /// printed in J. Meeus, Astronomical Algorithms (1991), chapter 8, whose letters it keeps.
  static func easterSunday(in year: Int) -> CalendarDay {
    let a = year % 19
    let (b, c) = (year / 100, year % 100)
    let (d, e) = (b / 4, b % 4)
    let f = (b + 8) / 25
    let g = (b - f + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return CalendarDay(number: GregorianCalendar.days(year: year, month: n / 31, day: n % 31 + 1))
  }
}

extension CalendarDay {
  fileprivate init(number days: Int) {
    self.init(daysSinceEpoch: Int32(days))
  }
}
