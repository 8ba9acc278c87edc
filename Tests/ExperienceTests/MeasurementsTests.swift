import Afklaring
import Experience
import Fixtures
import Postgres
import Testing

@Suite struct `Measurements` {
  @Test(
    arguments: [
      ("who5", "{1,1,1,2,1}", "24"), ("who5", "{2,3,2,3,2}", "48"), ("inspire_o", "{4,4,4,4,4}", "100"),
      ("swemwbs", "{1,1,1,1,1,1,1}", "7.00"), ("swemwbs", "{5,5,5,5,5,5,5}", "35.00"),
      ("swemwbs", "{3,3,3,3,3,3,3}", "19.25"), ("qpr15", "{4,4,4,4,4,4,4,4,4,4,4,4,4,4,4}", "60"),
      ("who5", "{1,NULL,2,1,1}", nil), ("who5", "{1,2}", nil), ("unknown", "{1}", nil),
    ] as [(String, String, String?)])
  func `have one total, and none where an answer is missing`(code: String, items: String, total: String?) async throws {
    try await TestDatabase.with { test in
      let row = try await test.owner.query("select instrument_total(\(code), \(items)::text::int[])::text")[0]
      let found = try row.decode(String?.self)
      #expect(found.flatMap(Double.init) == total.flatMap(Double.init))
    }
  }

  private static let header = "cpr,instrument,measured_on,occasion,items\n"

  @Test(arguments: [
    ("1203844776,hest,2026-01-28,move_in,1;1", "column instrument: one of inspire_o, qpr15, swemwbs, who5"),
    ("1203844776,who5,2026-01-28,move_in,1;1", "column items: expected 5 answers, an empty place for a missing one"),
    ("1203844776,who5,2026-01-28,move_in,1;1;1;1;6", "column items: expected whole numbers from 0 to 5"),
    ("1203844776,who5,2026-01-28,move_in,1;1;1;1;x", "column items: whole numbers with semicolons between them"),
    ("1203844776,who5,2026-01-28,sometime,1;1;1;1;1", "column occasion: one of move_in, during, move_out, follow_up"),
  ])
  func `are refused with the reason`(row: String, reason: String) async throws {
    try await TestDatabase.with { test in
      let lines = try await test.refusal("measurements", Self.header + row + "\n")
      #expect(lines.count == 1 && lines[0].contains(reason) && lines[0].hasPrefix("line 2"), "\(lines)")
      #expect(try await test.owner.query("select from measurement").isEmpty)
    }
  }

  @Test func `keep a missing answer, and a corrected one with its earlier version`() async throws {
    try await TestDatabase.with { test in
      try await test.take("measurements", Self.header + "1203844776,who5,2026-01-28,move_in,3;;2;1;4\n")
      #expect(try await test.exported("measurements") == Self.header + "1203844776,who5,2026-01-28,move_in,3;;2;1;4\n")
      let outcome = try await test.take(
        "measurements", Self.header + "1203844776,who5,2026-01-28,move_in,3;2;2;1;4\n")
      #expect(outcome.changed == 1)
      #expect(try await test.owner.query("select from measurement_history").count == 1)
    }
  }
}
