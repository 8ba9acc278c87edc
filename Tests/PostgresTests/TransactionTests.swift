import Fixtures
import Testing

@testable import Postgres

private struct ChangedMyMind: Error {}

@Suite struct `A transaction` {
  @Test func `commits when its body returns`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      let answer = try await test.pool.transaction { transaction in
        transaction.later("insert into thing values (1)")
        try await transaction.query("insert into thing values (2)")
        return 3
      }
      #expect(answer == 3)
      #expect(try await test.count("thing") == 2)
    }
  }

  @Test func `rolls back when its body throws`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      await #expect(throws: ChangedMyMind.self) {
        try await test.pool.transaction { transaction in
          try await transaction.query("insert into thing values (1)")
          throw ChangedMyMind()
        }
      }
      #expect(try await test.count("thing") == 0)
      #expect(test.pool.status.opened == 1 && test.pool.status.idle == 1)
    }
  }

  @Test func `whose refusal was passed over does not commit in silence`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8 constraint thing_n_unique unique")
      await #expect(throws: PostgresError.rolledBack) {
        try await test.pool.transaction { transaction in
          try await transaction.query("insert into thing values (1)")
          await refused { try await transaction.query("insert into thing values (1)") }
        }
      }
      #expect(try await test.count("thing") == 0)
      #expect(test.pool.status.idle == 1)
    }
  }

  @Test func `refused by a deferred constraint at the commit tells its name`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8 constraint thing_n_unique unique deferrable initially deferred")
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { try await $0.query("insert into thing values (1), (1)") }
      }
      #expect(error?.constraint == "thing_n_unique" && error?.sqlState == .uniqueViolation)
      #expect(test.pool.status.idle == 1)
    }
  }

  @Test func `refused in what was sent along tells it at the next answer or at the commit`() async throws {
    try await TestDatabase.with { test in
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { $0.later("select 1 / 0") }
      }
      #expect(error?.sqlState == SQLState("22012"))
    }
  }

  /// The first statement could not be sent, and `begin` with it: what follows must not stand alone.
  @Test func `that never began does not let statements through one by one`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      await #expect(throws: PostgresError.rolledBack) {
        try await test.pool.transaction { transaction in
          await refused { try await transaction.query("select \("a\0")::text") }
          let second = await refused { try await transaction.query("insert into thing values (1)") }
          if second != .rolledBack { throw NeverHappened() }
        }
      }
      #expect(try await test.count("thing") == 0)
      #expect(test.pool.status.idle == 1)
    }
  }

  /// Whichever of two comes first takes `begin` along.
  @Test func `asked twice at once loses neither its beginning nor its end`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8")
      for _ in 0..<50 {
        await #expect(throws: ChangedMyMind.self) {
          _ = try await test.pool.transaction { transaction in
            await withTaskGroup { group in
              for number in 0..<4 {
                group.addTask {
                  do {
                    try await transaction.query("insert into thing values (\(number))")
                  } catch PostgresError.busy {
                  } catch {
                    Issue.record("\(error)")
                  }
                }
              }
            }
            throw ChangedMyMind()
          }
        }
      }
      #expect(try await test.count("thing") == 0)
    }
  }

  @Test func `that is over takes no more statements`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8")
      let escaped = try await test.pool.transaction { transaction in
        try await transaction.query("select 1")
        return transaction
      }
      await #expect(throws: PostgresError.transactionEnded) { try await escaped.query("insert into thing values (1)") }
      try await test.pool.transaction { _ in
        let error = await refused { try await escaped.query("insert into thing values (2)") }
        #expect(error == .transactionEnded)
      }
      #expect(try await test.count("thing") == 0)
    }
  }

  @Test func `ended by a statement of its own takes no more and does not pass for committed`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      await #expect(throws: PostgresError.rolledBack) {
        try await test.pool.transaction { transaction in
          try await transaction.run(script: "insert into thing values (1); rollback;")
          try await transaction.query("insert into thing values (2)")
        }
      }
      #expect(try await test.count("thing") == 0)
    }
  }

  @Test func `left open on a lent connection does not pass to the next`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8")
      try await test.pool.withConnection { connection in
        _ = try await connection.pipeline(["begin", "insert into thing values (1)"])
      }
      try await test.pool.query("insert into thing values (2)")
      #expect(try await test.count("thing") == 1)
    }
  }

  @Test func `of snapshot mode sees one state and writes nothing`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      try await test.pool.transaction(.snapshot) { transaction in
        #expect(try await transaction.query("select n from thing").isEmpty)
        try await test.pool.query("insert into thing values (1)")
        #expect(try await transaction.query("select n from thing").isEmpty)
      }
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction(.snapshot) { try await $0.query("insert into thing values (2)") }
      }
      #expect(error?.sqlState == SQLState("25006"))
    }
  }

  @Test func `runs a script, and tells which refusal stopped it`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.transaction { transaction in
        try await transaction.run(
          script: "create table thing (n int8); insert into thing values (1); select n from thing;")
        #expect(try await transaction.query("select n from thing")[0].decode(Int.self) == 1)
      }
      let error = await #expect(throws: PostgresError.self) {
        try await test.owner.transaction { try await $0.run(script: "insert into thing values (2); select 1 / 0;") }
      }
      #expect(error?.sqlState == SQLState("22012"))
      #expect(try await test.count("thing") == 1)
    }
  }

  @Test(arguments: ["copy thing from stdin;", "copy thing to stdout;", "select 1;\0 select 2;"])
  func `refuses a script that it cannot run`(script: String) async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { try await $0.run(script: script) }
      }
      #expect(try await test.pool.query("select 2")[0].decode(Int.self) == 2)
    }
  }
}
