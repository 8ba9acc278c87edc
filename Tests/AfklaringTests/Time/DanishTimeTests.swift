import Foundation
import Testing

@testable import Afklaring

struct DanishTimeTests {
  private static let changes = [
    ("1996-03-31", "1996-10-27"), ("2000-03-26", "2000-10-29"), ("2007-03-25", "2007-10-28"),
    ("2015-03-29", "2015-10-25"), ("2023-03-26", "2023-10-29"), ("2024-03-31", "2024-10-27"),
    ("2025-03-30", "2025-10-26"), ("2026-03-29", "2026-10-25"), ("2027-03-28", "2027-10-31"),
    ("2038-03-28", "2038-10-31"),
  ]

  @Test(arguments: changes) func `summer time begins at 02 by skipping an hour`(begins: String, ends: String) throws {
    #expect(try instant("\(begins)T00:30").description == "\(begins)T00:30:00+01:00")
    #expect(try instant("\(begins)T01:30").description == "\(begins)T01:30:00+01:00")
    #expect(throws: InstantError.skippedLocalTime) { try Instant.parse("\(begins)T02:00") }
    #expect(throws: InstantError.skippedLocalTime) { try Instant.parse("\(begins)T02:30") }
    #expect(throws: InstantError.skippedLocalTime) { try Instant.parse("\(begins)T02:59:59.999999") }
    #expect(try instant("\(begins)T03:00").description == "\(begins)T03:00:00+02:00")
    #expect(try instant("\(begins)T03:00") - instant("\(begins)T01:59") == 60)
  }

  @Test(arguments: changes) func `summer time ends at 03 by an hour that occurs twice`(begins: String, ends: String)
    throws
  {
    #expect(try instant("\(ends)T00:30").description == "\(ends)T00:30:00+02:00")
    #expect(try instant("\(ends)T01:30").description == "\(ends)T01:30:00+02:00")
    #expect(try instant("\(ends)T02:00").description == "\(ends)T02:00:00+02:00")
    #expect(try instant("\(ends)T02:30").description == "\(ends)T02:30:00+02:00")
    #expect(try instant("\(ends)T02:30+01:00") - instant("\(ends)T02:30") == 3600)
    #expect(try instant("\(ends)T02:30+01:00").hour == 2)
    #expect(try instant("\(ends)T03:00").description == "\(ends)T03:00:00+01:00")
  }

  @Test(arguments: changes) func `a day of change has 23 or 25 hours`(begins: String, ends: String) throws {
    let (short, long) = (try day(begins), try day(ends))
    #expect(short.adding(days: 1).midnight - short.midnight == 23 * 3600)
    #expect(long.adding(days: 1).midnight - long.midnight == 25 * 3600)
    #expect(short.midnight.day == short)
    #expect(long.midnight.day == long)
  }

  @Test func `midnight is the first microsecond of its day, 1900 to 2100`() throws {
    for day in stride(from: try day("1900-01-01"), through: try day("2100-12-31"), by: 3) {
      #expect(day.midnight.day == day)
      let before = Instant(microsecondsSinceEpoch: day.midnight.microsecondsSinceEpoch - 1)
      #expect(before.day == day.adding(days: -1))
    }
  }

  @Test func `the rule that stands in for the zone agrees with it from 1981`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Copenhagen"))
    let (from, to) = (try day("1981-01-01").midnight, try day("2100-01-01").midnight)
    for instant in stride(from: from.secondsAndMicroseconds.seconds, to: to.secondsAndMicroseconds.seconds, by: 3600) {
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
      if DanishTime.offsetByRule(at: instant) != offset {
        Issue.record("the rule is wrong at \(Instant(secondsSinceEpoch: instant).inUTC)")
        return
      }
    }
  }
}
