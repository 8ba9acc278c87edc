import Afklaring
import Fixtures
import Postgres
import Testing

@testable import Capacity

/// What the database itself refuses, whoever asks and whatever the code in front of it forgot.
@Suite struct `A bed's nights` {
  private static func insert(
    _ kind: String, _ bed: BedID, _ from: String, _ until: String, turnaround: Int, _ test: TestDatabase,
    _ referral: ReferralID?, closure: Identifier<BedSubject>? = nil
  ) async throws {
    try await test.owner.query(
      """
      insert into bed_hold
        (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, referral_id, closure_id)
      values (gen_random_uuid(), \(bed), \(kind), \(from)::date, \(until)::date, \(turnaround)::int, \(referral), \(closure))
      """)
  }

  @Test(arguments: [
    ("2026-12-01", "2026-12-05", true), ("2026-12-19", "2026-12-25", true), ("2026-12-10", "2026-12-20", true),
    ("2026-12-20", "2026-12-25", true), ("2026-12-21", "2026-12-25", false), ("2026-11-25", "2026-12-01", true),
    ("2026-11-25", "2026-11-30", false),
  ])
  func `are taken once, turnaround included`(from: String, until: String, isRefused: Bool) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (first, second) = (try await cast.accept(.anna), try await cast.accept(.bent))
      let bed = cast.fredericiaBeds[0]
      try await Self.insert("stay", bed, "2026-12-01", "2026-12-20", turnaround: 1, test, first)
      do {
        try await Self.insert("assignment", bed, from, until, turnaround: 1, test, second)
        #expect(!isRefused)
      } catch let error as PostgresError {
        #expect(isRefused)
        #expect(error.sqlState == .exclusionViolation)
        #expect(error.constraint == "bed_hold_no_overlap")
      }
    }
  }

  @Test func `a closure does not begin before the turnaround days are over`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let bed = cast.fredericiaBeds[0]
      try await Self.insert("stay", bed, "2026-12-01", "2026-12-20", turnaround: 1, test, referral)
      for (from, isRefused) in [("2026-12-20", true), ("2026-12-21", false)] {
        let closure = Identifier<BedSubject>()
        try await test.owner.query(
          """
          insert into closure (closure_id, bed_id, from_day, to_day, reason)
          values (\(closure), \(bed), \(from)::date, '2026-12-24', 'maling')
          """)
        do {
          try await Self.insert("closure", bed, from, "2026-12-24", turnaround: 0, test, nil, closure: closure)
          #expect(!isRefused)
        } catch let error as PostgresError {
          #expect(isRefused && error.constraint == "bed_hold_no_overlap")
        }
      }
    }
  }

  @Test(arguments: [
    ("2026-11-22", "2026-12-21"), ("2026-12-20", "2026-12-21"), ("2026-12-21", "2026-12-21"),
    ("2025-06-01", "2026-01-01"),
  ])
  func `the first free one lies behind what is taken and within service`(from: String, expected: String) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let bed = cast.fredericiaBeds[0]
      try await Self.insert("stay", bed, "2026-11-20", "2026-12-20", turnaround: 1, test, referral)
      let row = try await test.owner.query(
        "select (select first_night from first_free_gap(\(bed), \(from)::date))::text")[0]
      #expect(try row.decode(String.self) == expected)
    }
  }

  @Test func `a bed that goes out of service has no free night behind its last stay`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let bed = cast.fredericiaBeds[0]
      try await Self.insert("stay", bed, "2026-11-20", "2026-12-20", turnaround: 1, test, referral)
      try await test.owner.query("update bed set in_service_to = '2026-12-20' where bed_id = \(bed)")
      let row = try await test.owner.query("select (select first_night from first_free_gap(\(bed), '2026-11-22'))")[0]
      let night = try row.decode(CalendarDay?.self)
      #expect(night == nil)
    }
  }
}
