/// The week of ISO 8601, which is the Danish one: it begins on Monday, and week 1 holds the year's first Thursday.
extension CalendarDay {
  /// 1 = Monday ... 7 = Sunday.
  public var isoWeekday: Int { (Int(daysSinceEpoch) + 3).flooredQuotientAndRemainder(dividingBy: 7).remainder + 1 }

  /// Uge: 1...53; the first days of January may lie in week 52 or 53, the last of December in week 1.
  public var isoWeek: Int {
    let thursday = Int(daysSinceEpoch) + 4 - isoWeekday
    let firstOfJanuary = GregorianCalendar.days(year: GregorianCalendar.date(days: thursday).year, month: 1, day: 1)
    return (thursday - firstOfJanuary) / 7 + 1
  }
}
