import Fixtures
import Testing

@testable import Postgres

@Suite struct `A killed connection` {
  @Test func `is noticed while idle, and replaced`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1)
      let (connection, backend) = try await pool.withConnection { ($0, try await test.backend(of: $0)) }
      try await backend.kill()
      try await eventually("the break is noticed") { connection.isSpent }
      #expect(try await pool.query("select 1").count == 1)
      #expect(pool.status.opened == 1)
      await pool.close()
    }
  }

  @Test func `tells the server's word to the statement under way`() async throws {
    try await TestDatabase.with { test in
      let connection = try await Connection.open(test.settings)
      let backend = try await test.backend(of: connection)
      let task = Task { try await connection.query("select pg_sleep(600)") }
      try await eventually("it sleeps") { try await backend.waits(for: "PgSleep") }
      try await backend.kill()
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(error?.sqlState == .adminShutdown, "\(String(describing: error))")
      #expect(error?.isPassing == true)
      #expect(connection.isSpent)
      let second = await #expect(throws: PostgresError.self) { try await connection.query("select 1") }
      #expect(second?.isPassing == true)
    }
  }

  @Test func `takes its transaction with it, and the pool recovers`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      let pool = test.pool(connections: 1)
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in
          try await transaction.query("insert into thing values (1)")
          let backend = try await test.backend(of: transaction)
          try await backend.kill()
          try await eventually("it is gone") { try await backend.isGone }
          try await transaction.query("insert into thing values (2)")
        }
      }
      #expect(error?.sqlState == .adminShutdown)
      #expect(try await test.count("thing") == 0)
      #expect(try await pool.query("select 1").count == 1)
      await pool.close()
    }
  }

  @Test func `in the middle of a large parameter is told, not waited for`() async throws {
    let bytes = Bytes([UInt8](repeating: 7, count: 20 << 20))
    try await TestDatabase.with { test in
      let relay = try Relay(test.settings)
      let connection = try await Connection.open(relay.settings)
      let backend = try await test.backend(of: connection)
      relay.hold()
      let task = Task { try await connection.query("select length(\(bytes))") }
      try await eventually("the statement is on its way") { relay.seen.isHolding }
      try await backend.kill()
      relay.release()
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(error?.isPassing == true)
      try relay.stop()
    }
  }

  /// The descriptor's number of a broken connection goes to a new one while the old event source may still watch it.
  @Test func `among many that come and go leaves none waiting for ever`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 16)
      try await withThrowingTaskGroup { group in
        for number in 0..<24 {
          group.addTask {
            for _ in 0..<25 {
              do {
                let answer = try await pool.query(
                  "select \(number), pg_terminate_backend(pg_backend_pid()) where random() < 0.5")
                #expect(answer.isEmpty)
              } catch let error as PostgresError {
                #expect(error.isPassing)
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(pool.status.waiting == 0 && pool.status.opened <= 16)
      await pool.close()
    }
  }

  @Test func `closed in the middle of a statement fails it and stops it on the server`() async throws {
    try await TestDatabase.with { test in
      let connection = try await Connection.open(test.settings)
      let backend = try await test.backend(of: connection)
      let task = Task { try await connection.query("select pg_sleep(600)") }
      try await eventually("it sleeps") { try await backend.waits(for: "PgSleep") }
      await connection.close()
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      guard case .connectionLost = error else {
        Issue.record("expected connectionLost, not \(String(describing: error))")
        return
      }
      try await eventually("the server stopped too") { try await backend.isGone }
    }
  }
}
