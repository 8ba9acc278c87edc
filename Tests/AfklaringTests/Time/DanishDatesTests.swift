import Afklaring
import Testing

struct DanishDatesTests {
  @Test(
    arguments: zip(
      1..., ["jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."]
    ).map { $0 })
  func `a day is written with the short name of its month`(month: Int, name: String) throws {
    let first = try #require(CalendarDay(year: 2026, month: month, day: 1))
    #expect(DanishDates.day(first) == "1. \(name) 2026")
  }

  @Test func `times and weeks are written as on a Danish page`() throws {
    let instant = try instant("2026-11-22T04:05")
    #expect(DanishDates.time(instant) == "04:05")
    #expect(DanishDates.week(instant.day) == "uge 47")
    #expect(DanishDates.instant(instant) == "22. nov. 2026 kl.\u{A0}04:05")
    #expect(DanishDates.dayOrInstant(.instant(instant)) == "22. nov. 2026 kl.\u{A0}04:05")
    #expect(DanishDates.dayOrInstant(.day(instant.day)) == "22. nov. 2026")
  }
}
