import Afklaring
import Fixtures
import Foundation
import Postgres
import Referral
import Testing

@Suite struct `What was known at an earlier instant` {
  private static func printed(_ test: TestDatabase, knownAt: String?) async throws -> [String] {
    var reports: [String] = []
    for report in ReferralReports.all {
      let request = try ReportRequest.parse(
        report, from: "2026-01-01", to: "2026-12-31", by: "municipality,month", asOf: "2026-12-31T12:00",
        knownAt: knownAt, now: test.clock.now)
      reports.append(try await test.database.answer(report, request, as: .reporting).csv)
    }
    return reports
  }

  /// Recorded, corrected, and recorded again: Anna became ready two days later than first told; then Bent's discharge was
  /// a day earlier, and somebody new came.
  @Test func `is what each report printed then`() async throws {
    try await TestDatabase.with { test in
      for kind in SmallExample.kinds { try await test.take(kind, file: SmallExample.path(kind)) }
      let first = try String(contentsOfFile: SmallExample.path("episodes"), encoding: .utf8)
      let second = first.replacing("2026-01-28T10:00,2026-01-20,", with: "2026-01-28T10:00,2026-01-22,")
      let header = first.split(separator: "\n")[0].split(separator: ",").count
      let third =
        second.replacing("2026-02-20T09:30", with: "2026-02-19T09:30")
        + "Z999,0911881773,Ny,0607,1083,Psykiatrien Middelfart O2,2026-03-01T10:00,yes,2026-03-20T10:00,2026-03-10"
        + String(repeating: ",", count: header - 10) + "\n"
      #expect(second != first && third.count > second.count)
      var then: [(instant: String, reports: [String])] = []
      for file in [first, second, third] {
        try await test.take("episodes", file)
        // As the command line takes it, to the microsecond.
        let now = try await test.owner.query("select clock_timestamp()")[0].decode(Instant.self)
        then.append((now.description, try await Self.printed(test, knownAt: nil)))
      }
      for (one, other) in zip(then, then.dropFirst()) { #expect(one.reports != other.reports) }
      for one in then { #expect(try await Self.printed(test, knownAt: one.instant) == one.reports) }
    }
  }
}
