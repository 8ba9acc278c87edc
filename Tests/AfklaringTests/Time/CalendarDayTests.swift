import Afklaring
import Foundation
import Testing

struct CalendarDayTests {
  @Test func `every thirteenth day from 1900 to 2100 is that of the calendar of Foundation`() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    for day in stride(from: try day("1900-01-01"), through: try day("2100-12-31"), by: 13) {
      let date = Date(timeIntervalSince1970: Double(day.daysSinceEpoch) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday, .weekOfYear], from: date)
      #expect([day.year, day.month, day.day] == [parts.year, parts.month, parts.day])
      #expect(day.isoWeekday == parts.weekday.map { ($0 + 5) % 7 + 1 })
      #expect(day.isoWeek == parts.weekOfYear)
      #expect(CalendarDay(year: day.year, month: day.month, day: day.day) == day)
      #expect(CalendarDay(day.description) == day)
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("1800-01-01", -62_091), ("2999-12-31", 376_199),
  ])
  func `days are counted from 1970`(text: String, days: Int32) {
    #expect(CalendarDay(text)?.daysSinceEpoch == days)
  }

  @Test(arguments: [
    "", "2026-11-2", "2026-1-22", "26-11-22", "2026-11-22 ", " 2026-11-22", "2026/11/22", "20261122", "2026-11-22T",
    "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00", "1799-12-31", "3000-01-01",
    "+026-11-22", "-026-11-22", "２０２６-11-22", "2026-11-2２",
  ])
  func `what is not a strict ISO date is refused`(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test(arguments: [
    ("2020-12-31", 53), ("2021-01-03", 53), ("2021-01-04", 1), ("2024-12-30", 1), ("2026-11-22", 47),
    ("2026-12-31", 53),
    ("2027-01-01", 53), ("2023-01-01", 52),
  ])
  func `weeks follow ISO 8601 over the turn of the year`(text: String, week: Int) throws {
    #expect(try day(text).isoWeek == week)
  }

  @Test(arguments: [
    ("1970-04-12", "2026-04-11", 55), ("1970-04-12", "2026-04-12", 56), ("2008-02-29", "2026-02-28", 17),
    ("2008-02-29", "2026-03-01", 18), ("2008-02-29", "2028-02-28", 19), ("2008-02-29", "2028-02-29", 20),
    ("2026-05-01", "2026-05-01", 0), ("2026-05-01", "2026-04-30", -1),
  ])
  func `an age is the birthdays passed`(birth: String, then: String, years: Int) throws {
    #expect(try day(birth).fullYears(until: day(then)) == years)
  }

  @Test func `arithmetic stops at the ends of the calendar`() {
    #expect(CalendarDay.latest.adding(days: .max) == .latest)
    #expect(CalendarDay.earliest.adding(days: .min) == .earliest)
    #expect(CalendarDay.earliest.adding(days: .max) == .latest)
    #expect(CalendarDay(daysSinceEpoch: .max) == .latest)
    #expect(CalendarDay.latest.description == "9999-12-31")
    #expect(CalendarDay.earliest.description == "0001-01-01")
    #expect(CalendarDay.latest.midnight.day == .latest)
  }

  @Test func `a range of days is walked day by day`() throws {
    let nights = Array(try day("2026-02-27")..<day("2026-03-02"))
    #expect(nights.map(\.description) == ["2026-02-27", "2026-02-28", "2026-03-01"])
    #expect(try day("2026-02-27").distance(to: day("2026-03-02")) == 3)
  }

  @Test func `a day is coded as its ISO text`() throws {
    let days = [try day("2026-11-22")]
    let json = try JSONEncoder().encode(days)
    #expect(String(decoding: json, as: UTF8.self) == #"["2026-11-22"]"#)
    #expect(try JSONDecoder().decode([CalendarDay].self, from: json) == days)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CalendarDay].self, from: Data(#"["22.11.2026"]"#.utf8))
    }
  }
}
