import Fixtures
import Postgres
import Testing

@testable import Afklaring

/// From what had been recorded by when a report answers, where nobody says.
struct RecordingTests {
  @Test func `with no write open it is the moment of the question`() async throws {
    try await TestDatabase.with { test in
      let before = try await test.owner.query("select now()")[0].decode(Instant.self)
      let cutoff = try await Recording.cutoff(in: test.database)
      #expect(cutoff > before)
    }
  }

  @Test func `it lies before the start of a write that is still open`() async throws {
    try await TestDatabase.with { test in
      try await test.database.transaction(as: .system) { transaction in
        let started = try await transaction.query("select now(), pg_current_xact_id()::text")[0].decode(Instant.self)
        let cutoff = try await Recording.cutoff(in: test.database)
        #expect(cutoff < started)
      }
    }
  }
}
