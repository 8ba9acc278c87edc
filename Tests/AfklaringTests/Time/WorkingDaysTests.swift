import Afklaring
import Testing

struct WorkingDaysTests {
  @Test func `2023 is the last year with store bededag`() throws {
    #expect(
      WorkingDays.holidays(in: 2023).map { "\($0.day) \($0.name)" } == [
        "2023-01-01 nytårsdag", "2023-04-06 skærtorsdag", "2023-04-07 langfredag", "2023-04-09 påskedag",
        "2023-04-10 2. påskedag", "2023-05-05 store bededag", "2023-05-18 Kristi himmelfartsdag",
        "2023-05-28 pinsedag", "2023-05-29 2. pinsedag", "2023-12-25 juledag", "2023-12-26 2. juledag",
      ])
    #expect(!WorkingDays.isWorkingDay(try day("2023-05-05")))
    #expect(WorkingDays.isWorkingDay(try day("2024-04-26")))
    #expect(!WorkingDays.holidays(in: 2024).map(\.name).contains("store bededag"))
    #expect(WorkingDays.holidays(in: 2024).count == 10)
  }

  @Test(arguments: [
    "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2016-03-27",
    "2019-04-21", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18",
    "2076-04-19",
  ])
  func `Easter Sunday falls on its known day`(text: String) throws {
    let easter = try day(text)
    let holidays = WorkingDays.holidays(in: easter.year)
    #expect(holidays.first { $0.name == "påskedag" }?.day == easter)
  }

  @Test func `Easter is a Sunday between 22 March and 25 April in every year`() throws {
    for year in 1800...2999 {
      let easter = try #require(WorkingDays.holidays(in: year).first { $0.name == "påskedag" }).day
      let (first, last) = (try day("\(year)-03-22"), try day("\(year)-04-25"))
      #expect(easter.isoWeekday == 7)
      #expect((first...last).contains(easter))
    }
    #expect(WorkingDays.holidays(in: 0).isEmpty)
    #expect(WorkingDays.holidays(in: .max).isEmpty)
  }

  @Test(arguments: [
    ("2026-11-20", true), ("2026-11-21", false), ("2026-11-22", false), ("2026-04-02", false), ("2026-04-03", false),
    ("2026-04-06", false), ("2026-05-14", false), ("2026-05-15", true), ("2026-05-25", false), ("2026-06-05", true),
    ("2026-12-24", true), ("2026-12-25", false), ("2026-12-31", true), ("2027-01-01", false),
  ])
  func `Saturdays, Sundays and holidays are no working days`(text: String, expected: Bool) throws {
    #expect(WorkingDays.isWorkingDay(try day(text)) == expected)
  }

  @Test(arguments: [
    ("2026-11-20", 3, "2026-11-25"), ("2026-11-21", 3, "2026-11-25"), ("2026-11-22", 3, "2026-11-25"),
    ("2026-11-23", 1, "2026-11-24"), ("2026-04-01", 1, "2026-04-07"), ("2026-12-23", 3, "2026-12-29"),
    ("2023-05-04", 1, "2023-05-08"), ("2024-04-25", 1, "2024-04-26"), ("2026-11-20", 0, "2026-11-20"),
    ("2026-11-21", 0, "2026-11-23"), ("2026-11-24", -1, "2026-11-23"), ("2026-11-23", -1, "2026-11-20"),
    ("2026-11-22", -1, "2026-11-20"), ("2026-04-07", -2, "2026-03-31"),
  ])
  func `a deadline ends on the last of its working days`(from: String, count: Int, end: String) throws {
    #expect(WorkingDays.adding(count, workingDaysTo: try day(from)) == (try day(end)))
  }

  @Test func `a local closing day moves the deadline`() throws {
    let closed: Set = [try day("2026-12-24"), try day("2026-12-31")]
    #expect(!WorkingDays.isWorkingDay(try day("2026-12-24"), closed: closed))
    #expect(WorkingDays.adding(3, workingDaysTo: try day("2026-12-23"), closed: closed) == (try day("2026-12-30")))
    #expect(WorkingDays.adding(0, workingDaysTo: try day("2026-12-31"), closed: closed) == (try day("2027-01-04")))
  }

  @Test func `a deadline beyond the calendar ends with it`() throws {
    let lastWeek = CalendarDay.latest.adding(days: -7)
    #expect(WorkingDays.adding(.max, workingDaysTo: lastWeek) == .latest)
    #expect(WorkingDays.adding(.min, workingDaysTo: CalendarDay.earliest.adding(days: 7)) == .earliest)
  }
}
