/// Arbejdsdage: Monday to Friday without the holidays and without local closing days.
///
/// Never *hverdage*, which hold the Saturday. `closed` are the local closing days, which are configuration.
/// Source: domain.md, section 6.
public enum WorkingDays {
  /// The holidays of a year, in their order, with Danish names; store bededag up to and including 2023.
  public static func holidays(in year: Int) -> [Holiday] {
    Holiday.all(in: year)
  }

  public static func isWorkingDay(_ day: CalendarDay, closed: Set<CalendarDay> = []) -> Bool {
    day.isoWeekday <= 5 && !closed.contains(day) && !holidays(in: day.year).contains { $0.day == day }
  }

  /// The last day of a deadline of so many working days that runs from a day: the n-th working day after it.
  ///
  /// The day itself is never counted, working day or not: three working days from a Friday, or from the Sunday after
  /// it, end on Wednesday. None end on the day itself, or on the next working day if it is none. A negative number
  /// counts backwards in the same way: minus one is the last working day before the day (for reminders).
  public static func adding(
    _ count: Int, workingDaysTo day: CalendarDay, closed: Set<CalendarDay> = []
  ) -> CalendarDay {
    if count == 0 && isWorkingDay(day, closed: closed) { return day }
    let step = count < 0 ? -1 : 1
    var result = day
    var remaining = max(count.magnitude, 1)
    while remaining > 0 && result.adding(days: step) != result {
      result = result.adding(days: step)
      if isWorkingDay(result, closed: closed) { remaining -= 1 }
    }
    return result
  }
}
