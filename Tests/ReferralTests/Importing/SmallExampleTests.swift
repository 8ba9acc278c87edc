import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

/// The example that was worked out by hand, imported and reported.
struct SmallExampleTests {
  @Test func `the waiting days of the small example are those worked out by hand`() async throws {
    try await TestDatabase.with { test in
      for kind in SmallExample.kinds { try await test.take(kind, file: SmallExample.path(kind)) }
      try await expectReports(of: test)
    }
  }

  /// But for the codes that a file refers to.
  @Test func `the order of the files does not matter`() async throws {
    try await TestDatabase.with { test in
      for kind in ["residence", "rates", "sites", "beds", "episodes", "closures", "agreements"] {
        try await test.take(kind, file: SmallExample.path(kind))
      }
      try await expectReports(of: test)
    }
  }

  @Test func `the same files twice change nothing, and leave no version behind`() async throws {
    try await TestDatabase.with { test in
      for kind in SmallExample.kinds {
        let first = try await test.take(kind, file: SmallExample.path(kind))
        #expect(first.changed == 0 && first.unchanged == 0)
        let second = try await test.take(kind, file: SmallExample.path(kind))
        #expect(second.description == "\(kind): 0 new, 0 changed, \(first.new) unchanged")
      }
      let versions = try await test.owner.query(
        "select (select count(*) from admission_history) + (select count(*) from bed_hold_history)")
      #expect(try versions[0].decode(Int.self) == 0)
    }
  }

  @Test func `what is exported can be imported, and changes nothing`() async throws {
    try await TestDatabase.with { test in
      for kind in SmallExample.kinds { try await test.take(kind, file: SmallExample.path(kind)) }
      for kind in SmallExample.kinds {
        let exported = try await test.exported(kind)
        let again = try await test.take(kind, exported)
        #expect(again.new == 0 && again.changed == 0, "\(kind)")
        #expect(try await test.exported(kind) == exported)
      }
    }
  }

  @Test func `an export makes the same database elsewhere`() async throws {
    try await TestDatabase.with { first in
      for kind in SmallExample.kinds { try await first.take(kind, file: SmallExample.path(kind)) }
      try await TestDatabase.with { second in
        for kind in SmallExample.kinds {
          let exported = try await first.exported(kind)
          try await second.take(kind, exported)
          #expect(try await second.exported(kind) == exported)
        }
        try await expectReports(of: second)
      }
    }
  }

  @Test func `a dry run says what would change and changes nothing`() async throws {
    try await TestDatabase.with { test in
      let outcome = try await test.take("sites", file: SmallExample.path("sites"), dryRun: true)
      #expect(outcome.description == "sites: 3 new, 0 changed, 0 unchanged (dry run: nothing was written)")
      let counts = try await test.owner.query(
        "select (select count(*) from site) + (select count(*) from imported_row) + (select count(*) from journal_entry)"
      )
      #expect(try counts[0].decode(Int.self) == 0)
    }
  }

  @Test func `an import is one line in the event log, with its counts`() async throws {
    try await TestDatabase.with { test in
      try await test.take("sites", file: SmallExample.path("sites"))
      let entries = try await test.owner.query("select kind, action, role, details from journal_entry")
      let (kind, action, role, details) = try entries[0].decode(String.self, String.self, String.self, String.self)
      #expect(entries.count == 1)
      #expect([kind, action, role] == ["change", "import-sites", "system"])
      #expect(details == #"{"changed":"0","new":"3","unchanged":"0","warnings":"0"}"#)
    }
  }

  private func expectReports(of test: TestDatabase) async throws {
    for call in try SmallExample.calls {
      let report = try ReferralReports.all.named(call.report)
      let request = try ReportRequest.parse(
        report, from: call.options["from"], to: call.options["to"], by: call.options["by"],
        asOf: call.options["as-of"], knownAt: call.options["known-at"], now: test.clock.now)
      #expect(try await test.database.answer(report, request, as: .reporting).csv == call.expected, "\(call.file)")
    }
  }
}
