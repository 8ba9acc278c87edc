import Fixtures
import Testing

@testable import Postgres

@Suite struct `Cancelling a task` {
  @Test func `stops its statement on the server`() async throws {
    try await TestDatabase.with { test in
      let connection = try await Connection.open(test.settings)
      let backend = try await test.backend(of: connection)
      let task = Task { try await connection.query("select pg_sleep(600)") }
      try await eventually("it sleeps") { try await backend.waits(for: "PgSleep") }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `spends the connection, for the request may still be on its way`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1)
      let (gate, found) = (Gate(), Shared<Backend?>(nil))
      let task = Task {
        try await pool.withConnection { connection in
          found.set(try await test.backend(of: connection))
          await gate.open()
          return try await connection.query("select pg_sleep(600)")
        }
      }
      await gate.pass()
      let backend = try #require(found.value)
      try await eventually("it sleeps") { try await backend.waits(for: "PgSleep") }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      let next = try await pool.withConnection { try await test.backend(of: $0) }
      #expect(next.pid != backend.pid)
      try await eventually("its session ended") { try await backend.isGone }
      await pool.close()
    }
  }

  @Test func `before its statement is sent sends nothing`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      let connection = try await Connection.open(test.settings)
      let (gate, waiting) = (Gate(), Gate())
      let task = Task {
        await waiting.open()
        await gate.pass()
        return try await connection.query("insert into thing values (1)")
      }
      await waiting.pass()
      task.cancel()
      await gate.open()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await connection.query("select 1").count == 1)
      #expect(try await test.count("thing") == 0)
      await connection.close()
    }
  }

  /// A server that has nothing to do forgets a cancel request: one is not enough.
  @Test func `stops its statement though the request overtakes it`() async throws {
    try await TestDatabase.with { test in
      let relay = try Relay(test.settings)
      var settings = relay.settings
      settings.statementTimeout = 0
      let connection = try await Connection.open(settings)
      _ = try await connection.query("select 1")
      relay.hold()
      let task = Task { try await connection.query("select pg_sleep(600)") }
      try await eventually("the statement is on its way") { relay.seen.isHolding }
      task.cancel()
      try await eventually("the request was there first") { relay.seen.opened >= 2 && relay.seen.ended >= 1 }
      relay.release()
      await #expect(throws: CancellationError.self) { try await task.value }
      try relay.stop()
    }
  }

  @Test func `ends its wait though the network is dead`() async throws {
    try await TestDatabase.with { test in
      let relay = try Relay(test.settings)
      let connection = try await Connection.open(relay.settings)
      _ = try await connection.query("select 1")
      relay.freeze()
      let task = Task { try await connection.query("select 1") }
      await Task.yield()
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      try relay.stop()
    }
  }

  @Test func `rolls its transaction back, in a statement and between two`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      for sleeps in [true, false] {
        let (gate, found) = (Gate(), Shared<Backend?>(nil))
        let task = Task {
          try await test.pool.transaction { transaction in
            try await transaction.query("insert into thing values (1)")
            found.set(try await test.backend(of: transaction))
            if sleeps { try await transaction.query("select pg_sleep(600)") } else { await gate.pass() }
          }
        }
        try await eventually("it is in the transaction") { found.value != nil }
        let backend = try #require(found.value)
        if sleeps { try await eventually("it sleeps") { try await backend.waits(for: "PgSleep") } }
        task.cancel()
        await gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await eventually("the server's transaction ended") { try await backend.isGone }
        #expect(try await test.count("thing") == 0)
      }
      #expect(try await test.pool.query("select 1").count == 1)
    }
  }

  @Test func `that has its answer already does no harm`() async throws {
    try await TestDatabase.with { test async throws in
      for _ in 0..<100 {
        let task = Task { try await test.pool.query("select 1") }
        for _ in 0..<Int.random(in: 0..<50) { await Task.yield() }
        task.cancel()
        _ = await task.result
        #expect(try await test.pool.query("select 2")[0].decode(Int.self) == 2)
      }
    }
  }

  @Test func `is not mixed up with a statement's time-out`() async throws {
    try await TestDatabase.with { test in
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.withConnection { connection in
          _ = try await connection.pipeline(["set statement_timeout = 50", "select pg_sleep(600)"])
        }
      }
      #expect(error?.sqlState == .queryCanceled)
    }
  }
}
