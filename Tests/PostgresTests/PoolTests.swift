import Fixtures
import Testing

@testable import Postgres

@Suite struct `A pool` {
  @Test func `never opens more connections than it may`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 3)
      try await withThrowingTaskGroup { group in
        for number in 0..<60 {
          group.addTask {
            try await pool.transaction { transaction async throws in
              #expect(try await transaction.query("select \(number)")[0].decode(Int.self) == number)
              #expect(pool.status.opened <= 3)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(pool.status.opened <= 3 && pool.status.waiting == 0 && pool.status.idle == pool.status.opened)
      await pool.close()
    }
  }

  @Test func `serves two hundred tasks over eight connections`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      try await withThrowingTaskGroup { group in
        for number in 0..<200 {
          group.addTask {
            for _ in 0..<10 {
              try await test.pool.transaction { transaction in
                transaction.later("insert into thing values (\(number))")
                try await transaction.query("select count(*) from thing")
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await test.count("thing") == 2000)
      #expect(test.pool.status.opened <= 8)
    }
  }

  @Test func `lends in the order in which it was asked`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1)
      let gate = Gate()
      let order = Shared<[Int]>([])
      try await withThrowingTaskGroup { group in
        group.addTask { try await pool.withConnection { _ in await gate.pass() } }
        try await eventually("the first has it") { pool.status.opened == 1 && pool.status.idle == 0 }
        for number in 0..<20 {
          group.addTask { try await pool.withConnection { _ in order.change { $0.append(number) } } }
          try await eventually("it waits") { pool.status.waiting == number + 1 }
        }
        await gate.open()
        try await group.waitForAll()
      }
      #expect(order.value == Array(0..<20))
      await pool.close()
    }
  }

  @Test func `tells a caller whose patience is over`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1, patience: .milliseconds(200))
      try await pool.withConnection { _ in
        await #expect(throws: PostgresError.poolExhausted) { try await pool.query("select 1") }
        #expect(pool.status.waiting == 0)
      }
      #expect(try await pool.query("select 1").count == 1)
      await pool.close()
    }
  }

  @Test func `lets a cancelled caller go at once, and the next move up`() async throws {
    try await TestDatabase.with { test in
      let (pool, gate) = (test.pool(connections: 1), Gate())
      let holder = Task { try await pool.withConnection { _ in await gate.pass() } }
      try await eventually("it is held") { pool.status.opened == 1 && pool.status.idle == 0 }
      let first = Task { try await pool.query("select 1") }
      try await eventually("one waits") { pool.status.waiting == 1 }
      let second = Task { try await pool.query("select 2") }
      try await eventually("two wait") { pool.status.waiting == 2 }
      first.cancel()
      await #expect(throws: CancellationError.self) { try await first.value }
      await gate.open()
      try await holder.value
      #expect(try await second.value.count == 1)
      await pool.close()
    }
  }

  @Test func `loses no place to callers who are cancelled at any moment`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 2)
      try await withThrowingTaskGroup { group in
        for _ in 0..<300 {
          group.addTask {
            let task = Task { try await pool.query("select 1") }
            for _ in 0..<Int.random(in: 0..<200) { await Task.yield() }
            task.cancel()
            _ = await task.result
          }
        }
        try await group.waitForAll()
      }
      #expect(try await pool.query("select 1").count == 1)
      try await eventually("every place is idle or free") { pool.status.opened == pool.status.idle }
      #expect(pool.status.opened <= 2 && pool.status.waiting == 0)
      await pool.close()
    }
  }

  @Test func `does not lend a broken connection again`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1)
      let broken = try await pool.withConnection { connection in
        await connection.close()
        return ObjectIdentifier(connection)
      }
      #expect(pool.status.opened == 0)
      try await pool.withConnection { #expect($0.isSpent == false) }
      _ = broken
      await pool.close()
    }
  }

  @Test func `does not lend a connection on which somebody still works`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1)
      let straggler = try await pool.withConnection { connection in
        let backend = try await test.backend(of: connection)
        let straggler = Task { try await connection.query("select pg_sleep(60)") }
        try await eventually("it sleeps") { try await backend.waits(for: "PgSleep") }
        return straggler
      }
      #expect(try await pool.query("select 1").count == 1)
      straggler.cancel()
      _ = await straggler.result
      await pool.close()
    }
  }

  @Test func `that is closed refuses, lets the waiting go and closes what comes back`() async throws {
    try await TestDatabase.with { test in
      let (pool, gate) = (test.pool(connections: 1), Gate())
      let holder = Task {
        try await pool.withConnection { connection in
          await gate.pass()
          return try await test.backend(of: connection)
        }
      }
      try await eventually("it is held") { pool.status.opened == 1 && pool.status.idle == 0 }
      let waiter = Task { try await pool.query("select 1") }
      try await eventually("one waits") { pool.status.waiting == 1 }
      await pool.close()
      await #expect(throws: PostgresError.poolClosed) { try await waiter.value }
      await #expect(throws: PostgresError.poolClosed) { try await pool.query("select 1") }
      await gate.open()
      let backend = try await holder.value
      try await eventually("it was closed when it came back") { try await backend.isGone }
      #expect(pool.status.opened == 0)
    }
  }

  @Test func `that is closed ends the server's sessions`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1)
      let (connection, backend) = try await pool.withConnection { ($0, try await test.backend(of: $0)) }
      await pool.close()
      try await eventually("the session ended, though the connection is still held") { try await backend.isGone }
      await #expect(throws: PostgresError.self) { try await connection.query("select 1") }
    }
  }

  @Test func `tries again until its patience is over when nobody answers`() async throws {
    var limits = Pool.Limits()
    limits.patience = .milliseconds(300)
    let pool = Pool(ConnectionSettings(url: "postgresql:///x?host=/tmp/no-such-folder"), limits: limits)
    let error = await #expect(throws: PostgresError.self) { try await pool.query("select 1") }
    guard case .cannotConnect = error else {
      Issue.record("expected cannotConnect, not \(String(describing: error))")
      return
    }
    #expect(pool.status.opened == 0 && error?.isPassing == true)
  }
}
