import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

/// The edges of the definitions, to the minute.
@Suite struct `At the edges of the figures` {
  private static let header =
    "episode_ref,cpr,name,home_municipality,region,ward,admitted_at,acute,discharged_at,ready_on,leave_from,leave_to\n"

  private static func cell(
    _ column: String, of report: any Report.Type, _ file: String, from: String, to: String, asOf: String
  ) async throws -> String {
    try await TestDatabase.with { test in
      try await test.take("episodes", header + file)
      let request = try ReportRequest.parse(
        report, from: from, to: to, by: nil, asOf: asOf, knownAt: nil, now: test.clock.now)
      let table = try await test.database.answer(report, request, as: .reporting).table
      return Dictionary(uniqueKeysWithValues: zip(table.columns, table.rows[0].map(\.text)))[column] ?? ""
    }
  }

  private static func episode(_ name: String, _ cells: String) -> String {
    "\(name),1203844776,Navn,0607,1083,Middelfart O2,\(cells)\n"
  }

  /// The clocks go forward on 29 March 2026: 720 elapsed hours end an hour later by the clock.
  @Test(arguments: [
    ("2026-03-31T11:00", "1"), ("2026-03-31T11:01", "0"), ("2026-03-31T10:00", "1"), ("2026-03-01T14:01", "1"),
    // At most four hours apart it is the same hospital stay.
    ("2026-03-01T14:00", "0"),
  ])
  func `a readmission is one up to 720 elapsed hours after the discharge`(back: String, count: String) async throws {
    let file =
      Self.episode("A", "2026-02-20T10:00,yes,2026-03-01T10:00,,,")
      + Self.episode("B", "\(back),yes,2026-05-01T10:00,,,")
    let to = back == "2026-03-01T14:00" ? "2026-12-31" : "2026-03-01"
    let found = try await Self.cell(
      "readmitted_30", of: ReadmissionsReport.self, file, from: "2026-03-01", to: to, asOf: "2026-12-31T12:00")
    #expect(found == count)
  }

  @Test(arguments: [("2026-03-31T11:00", "1"), ("2026-03-31T10:59", "0")])
  func `a discharge can be observed from 720 elapsed hours after it on`(asOf: String, count: String) async throws {
    let found = try await Self.cell(
      "observable_30", of: ReadmissionsReport.self, Self.episode("A", "2026-02-20T10:00,yes,2026-03-01T10:00,,,"),
      from: "2026-03-01", to: "2026-03-31", asOf: asOf)
    #expect(found == count)
  }

  /// The night to 29 March is an hour shorter: from ten in the evening to eleven in the morning are twelve hours.
  @Test(arguments: [
    ("2026-03-28T22:00,yes,2026-03-29T11:00", "1"), ("2026-03-28T22:00,yes,2026-03-29T10:59", "0"),
    ("2026-03-10,yes,2026-03-10", "0"), ("2026-03-10,yes,2026-03-11", "1"),
    ("2026-03-10T23:59,yes,2026-03-11", "1"),
  ])
  func `a hospital stay is one from twelve elapsed hours on, or from a night by the date alone`(
    stay: String, count: String
  ) async throws {
    let found = try await Self.cell(
      "discharges", of: ReadmissionsReport.self, Self.episode("A", stay + ",,,"), from: "2026-03-01", to: "2026-03-31",
      asOf: "2026-12-31T12:00")
    #expect(found == count)
  }

  /// The clocks go back on 25 October 2026: 72 elapsed hours end an hour earlier by the clock.
  @Test(arguments: [
    ("2026-10-23T10:00,2026-10-26T09:00", "10"), ("2026-10-23T10:00,2026-10-26T09:01", "7"),
    ("2026-10-23,2026-10-25T23:00", "10"), ("2026-10-23,2026-10-25T23:01", "8"),
  ])
  func `a leave stops the count when it is longer than 72 elapsed hours`(leave: String, days: String) async throws {
    let found = try await Self.cell(
      "waiting_days", of: WaitingDaysReport.self,
      Self.episode("A", "2026-10-01T10:00,yes,2026-10-30T10:00,2026-10-20,\(leave)"), from: "2026-10-01",
      to: "2026-10-31", asOf: "2026-12-31T12:00")
    #expect(found == days)
  }

  @Test func `the day of discharge counts no day, not even where it is the ready day`() async throws {
    let found = try await Self.cell(
      "waiting_days", of: WaitingDaysReport.self,
      Self.episode("A", "2026-10-01T10:00,yes,2026-10-20T10:00,2026-10-20,,"), from: "2026-10-01", to: "2026-10-31",
      asOf: "2026-12-31T12:00")
    #expect(found == "0")
  }
}
