import Fixtures
import Postgres
import Referral
import Testing

@testable import Afklaring

/// What an import asks once for each row may not read a whole table.
struct EpisodeSubjectTests {
  @Test func `an episode that names an admission by its id is found by the index`() async throws {
    try await TestDatabase.with { test in
      let plan = try await test.database.reading(as: .system) { transaction in
        try await transaction.query("set local enable_seqscan = off")
        return try await transaction.query(
          """
          explain select \(ImportKind.episodes.subject)
          from (select gen_random_uuid()::text as episode_ref offset 0) as written
          """
        ).map { try $0.decode(String.self) }
      }
      #expect(plan.contains { $0.contains("Index Cond: (admission_id = ") }, "\(plan)")
    }
  }
}
