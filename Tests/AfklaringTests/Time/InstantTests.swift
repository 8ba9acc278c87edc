import Afklaring
import Foundation
import Testing

struct InstantTests {
  @Test(arguments: [
    ("2026-11-22T14:30", "2026-11-22T13:30:00Z"),
    ("2026-07-01T14:30", "2026-07-01T12:30:00Z"),
    ("2026-11-22T14:30:15", "2026-11-22T13:30:15Z"),
    ("2026-11-22T14:30:15.25", "2026-11-22T13:30:15.250000Z"),
    ("2026-11-22T14:30:15.123456Z", "2026-11-22T14:30:15.123456Z"),
    ("2026-11-22T14:30Z", "2026-11-22T14:30:00Z"),
    ("2026-11-22T14:30-03:30", "2026-11-22T18:00:00Z"),
    ("2026-11-22T23:30-14:00", "2026-11-23T13:30:00Z"),
    ("2023-03-01T12:00:00+01:00", "2023-03-01T11:00:00Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ("1800-01-01T00:00Z", "1800-01-01T00:00:00Z"),
  ])
  func `an instant is read with an offset, Z or Danish time`(text: String, utc: String) throws {
    #expect(try instant(text).inUTC == utc)
  }

  @Test(arguments: [
    ("", InstantError.notAnInstant), ("2026-11-22", .notAnInstant), ("2026-11-22 14:30", .notAnInstant),
    ("2026-11-22T14", .notAnInstant), ("2026-11-22T1430", .notAnInstant), ("2026-11-22t14:30", .notAnInstant),
    ("2026-11-22T14:30:", .notAnInstant), ("2026-11-22T14:30:15.", .notAnInstant),
    ("2026-11-22T14:30:15.1234567", .notAnInstant), ("2026-11-22T14:30+0100", .notAnInstant),
    ("2026-11-22T14:30z", .notAnInstant), ("2026-11-22T14:30Z ", .notAnInstant), ("2026-11-22T14:30.5", .notAnInstant),
    ("2026-02-29T14:30", .noSuchDay), ("1799-12-31T14:30", .noSuchDay), ("3000-01-01T00:00Z", .noSuchDay),
    ("2026-11-22T24:00", .noSuchTime), ("2026-11-22T14:60", .noSuchTime), ("2026-11-22T14:30:60", .noSuchTime),
    ("2026-11-22T14:30+15:00", .noSuchOffset), ("2026-11-22T14:30+14:01", .noSuchOffset),
    ("2026-11-22T14:30+01:60", .noSuchOffset), ("2026-03-29T02:30", .skippedLocalTime),
  ])
  func `what is no instant is refused with the reason`(text: String, error: InstantError) {
    #expect(throws: error) { try Instant.parse(text) }
  }

  @Test(arguments: InstantError.allCases) func `a refusal says what is allowed`(error: InstantError) {
    #expect(error.description.count > 40)
    #expect(error.description.utf8.count == error.description.count)
  }

  @Test func `a date alone is its midnight and says so`() throws {
    let date = try Instant.parseDayOrInstant("2026-07-01")
    #expect(date == .day(try day("2026-07-01")))
    #expect(date.isDayOnly)
    #expect(date.instant.inUTC == "2026-06-30T22:00:00Z")
    let time = try Instant.parseDayOrInstant("2026-07-01T00:00")
    #expect(!time.isDayOnly)
    #expect(time.instant == date.instant)
    #expect(time.day == date.day)
    #expect(throws: InstantError.notADayOrInstant) { try Instant.parseDayOrInstant("1 July") }
    #expect(throws: InstantError.noSuchDay) { try Instant.parseDayOrInstant("2026-06-31") }
    #expect(throws: InstantError.notAnInstant) { try Instant.parseDayOrInstant("2026-06-30 12:00") }
  }

  @Test func `an instant is described with the Danish offset`() throws {
    #expect(try instant("2026-11-22T13:30Z").description == "2026-11-22T14:30:00+01:00")
    #expect(try instant("2026-06-30T22:30:00.5Z").description == "2026-07-01T00:30:00.500000+02:00")
    #expect(try instant("1850-01-01T00:00Z").description == "1850-01-01T00:00:00Z")
  }

  @Test func `day, hour and minute are those of the Danish clock`() throws {
    let late = try instant("2026-06-30T22:05Z")
    #expect(late.day == (try day("2026-07-01")))
    #expect((late.hour, late.minute) == (0, 5))
    let before1970 = try instant("1969-12-31T22:59:59.999999Z")
    #expect(before1970.day == (try day("1969-12-31")))
    #expect((before1970.hour, before1970.minute) == (23, 59))
  }

  @Test func `hours are elapsed hours over a change of the clocks`() throws {
    let evening = try instant("2026-10-24T12:00")
    #expect(evening.adding(hours: 24) == (try instant("2026-10-25T11:00")))
    #expect(try instant("2026-10-25T12:00") - evening == 25 * 3600)
    #expect(try instant("2026-03-29T12:00") - instant("2026-03-28T12:00") == 23 * 3600)
    #expect(evening.adding(seconds: 72 * 3600) - evening == 72 * 3600)
    let oneMore = Instant(microsecondsSinceEpoch: evening.microsecondsSinceEpoch + 1)
    #expect(oneMore.adding(hours: 720) - evening > 720 * 3600)
  }

  @Test func `arithmetic stops at the ends of the calendar`() {
    let last = Instant(microsecondsSinceEpoch: .max)
    let first = Instant(microsecondsSinceEpoch: .min)
    #expect(last.inUTC == "9999-12-31T23:59:59.999999Z")
    #expect(first.inUTC == "0001-01-01T00:00:00Z")
    #expect(last.adding(hours: .max) == last)
    #expect(last.adding(hours: .min) == first)
    #expect(first.adding(seconds: .max) == last)
    #expect(last.day == .latest)
    #expect(!last.description.isEmpty)
  }

  @Test func `an instant is coded as RFC 3339 in UTC`() throws {
    let instants = [try instant("2026-11-22T14:30"), try instant("2026-11-22T14:30:00.000001")]
    let json = try JSONEncoder().encode(instants)
    #expect(String(decoding: json, as: UTF8.self) == #"["2026-11-22T13:30:00Z","2026-11-22T13:30:00.000001Z"]"#)
    #expect(try JSONDecoder().decode([Instant].self, from: json) == instants)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Instant].self, from: Data(#"["now"]"#.utf8)) }
  }
}
