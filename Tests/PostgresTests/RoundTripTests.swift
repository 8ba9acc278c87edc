import Fixtures
import Postgres
import Testing

/// Counted by a relay between client and server, not by the client.
@Suite struct `Round trips` {
  private func trips(_ work: @Sendable (Pool) async throws -> Void) async throws -> Int {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8 unique deferrable initially deferred")
      let relay = try Relay(test.settings)
      var limits = Pool.Limits()
      limits.connections = 1
      let pool = Pool(relay.settings, limits: limits)
      try await pool.query("select 1")
      let before = relay.seen.roundTrips
      try await work(pool)
      let trips = relay.seen.roundTrips - before
      await pool.close()
      try relay.stop()
      return trips
    }
  }

  @Test func `a whole transaction takes one where nothing depends on an answer`() async throws {
    let trips = try await trips { pool in
      try await pool.transaction(preamble: ["select set_config('search_path', 'public', true)"]) { transaction in
        for number in 0..<50 { transaction.later("insert into thing values (\(number))") }
      }
    }
    #expect(trips == 1)
  }

  @Test func `a transaction that asks once takes two`() async throws {
    let trips = try await trips { pool in
      try await pool.transaction { transaction async throws in
        transaction.later("insert into thing values (1)")
        #expect(try await transaction.query("select n from thing")[0].decode(Int.self) == 1)
        transaction.later("insert into thing values (2)")
      }
    }
    #expect(trips == 2)
  }

  @Test func `a statement takes one, though it has to be prepared first`() async throws {
    let trips = try await trips { pool in
      for number in 0..<200 { try await pool.query(SQL(trusted: "select \(number)")) }
    }
    #expect(trips == 200)
  }

  @Test func `a transaction without statements takes none`() async throws {
    let trips = try await trips { pool in
      try await pool.transaction { _ in }
      await #expect(throws: CancellationError.self) { try await pool.transaction { _ in throw CancellationError() } }
    }
    #expect(trips == 0)
  }

  @Test func `a refused transaction takes two, a commit refused takes no rollback`() async throws {
    let refused = try await trips { pool in
      await #expect(throws: PostgresError.self) {
        try await pool.transaction { try await $0.query("select 1 / 0") }
      }
    }
    #expect(refused == 2)
    let refusedAtCommit = try await trips { pool in
      await #expect(throws: PostgresError.self) {
        try await pool.transaction { try await $0.query("insert into thing values (1), (1)") }
      }
    }
    #expect(refusedAtCommit == 2)
  }
}
