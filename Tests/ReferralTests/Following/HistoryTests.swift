import Afklaring
import Fixtures
import Postgres
import Testing

@testable import Referral

@Suite struct `The history of a course` {
  /// Looks are many times more than changes.
  @Test func `is read without the looks`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await test.owner.query(
        """
        insert into journal_entry (kind, action, role, subject_kind, subject_id)
        select 'look', 'see-referral', 'municipal_authority', 'referral', \(referral) from generate_series(1, 3000)
        """)
      try await test.owner.query("analyze journal_entry")
      let history = try await test.database.reading(as: cast.authority) { try await HistoryLine.of(referral, in: $0) }
      #expect(history.map(\.action) == ["answer-referral", "refer-patient"])
      let plan = try await test.database.reading(as: cast.authority) { transaction in
        try await transaction.query("explain (analyze, costs off, timing off) \(HistoryLine.query(referral))")
      }.map { try $0.decode(String.self) }
      #expect(plan.contains { $0.contains("journal_entry_changes") })
      #expect(!plan.contains { $0.contains("Rows Removed by Filter: 3000") })
    }
  }
}
