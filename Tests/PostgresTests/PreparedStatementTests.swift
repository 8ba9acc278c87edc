import Fixtures
import Postgres
import Testing

@Suite struct `Prepared statements` {
  private func preparedCount(_ connection: Connection) async throws -> Int {
    try await connection.query("select count(*) from pg_prepared_statements where not from_sql")[0].decode(Int.self)
  }

  @Test func `are prepared once for a text`() async throws {
    try await TestDatabase.with { test in
      try await test.pool.withConnection { connection async throws in
        for number in 0..<20 { _ = try await connection.query("select \(number)") }
        #expect(try await preparedCount(connection) == 2)
      }
    }
  }

  @Test func `of one text and several types are several`() async throws {
    try await TestDatabase.with { test async throws in
      try await test.pool.withConnection { connection async throws in
        #expect(try await connection.query("select \(5)")[0].decode(Int.self) == 5)
        #expect(try await connection.query("select \("five")")[0].decode(String.self) == "five")
        #expect(try await connection.query("select \(5.5)")[0].decode(Double.self) == 5.5)
      }
    }
  }

  @Test func `beyond 256 make room, the least used first`() async throws {
    try await TestDatabase.with { test in
      try await test.pool.withConnection { connection in
        for number in 0..<700 {
          let row = try await connection.query(SQL(trusted: "select \(number)"))[0]
          #expect(try row.decode(Int.self) == number)
          _ = try await connection.query("select 'often'")
        }
        #expect(try await preparedCount(connection) <= 257)
      }
    }
  }

  @Test func `of one pipeline may be more than are kept`() async throws {
    try await TestDatabase.with { test in
      try await test.pool.withConnection { connection in
        for _ in 0..<2 {
          let answers = try await connection.pipeline((0..<600).map { number in SQL(trusted: "select \(number)") })
          #expect(try answers.map { rows -> Int in try rows[0].decode(Int.self) } == Array(0..<600))
        }
        #expect(try await preparedCount(connection) <= 257)
      }
    }
  }

  @Test func `do not pile up on the server when pipelines fail`() async throws {
    try await TestDatabase.with { test in
      try await test.pool.withConnection { connection in
        for number in 0..<300 { _ = try await connection.query(SQL(trusted: "select \(number)")) }
        for number in 0..<40 {
          await #expect(throws: PostgresError.self) {
            _ = try await connection.pipeline(["select 1 / 0", SQL(trusted: "select -\(number), 1")])
          }
        }
        #expect(try await preparedCount(connection) <= 257)
      }
    }
  }

  @Test func `whose preparing fails in a pipeline are prepared anew the next time`() async throws {
    try await TestDatabase.with { test in
      try await test.pool.withConnection { connection in
        let error = await #expect(throws: PostgresError.self) {
          _ = try await connection.pipeline(["select 1", "select n from thing", "select 2 as two"])
        }
        #expect(error?.sqlState == SQLState("42P01"))
        try await test.makeTable("thing", "n int8")
        let answers = try await connection.pipeline(["select 1", "select n from thing", "select 2 as two"])
        #expect(answers.count == 3)
      }
    }
  }

  @Test func `make room in a refused transaction without hindering its rollback`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      for number in 0..<256 { try await test.pool.query(SQL(trusted: "select \(number)")) }
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { try await $0.query("select 1 / 0") }
      }
      #expect(error?.sqlState == SQLState("22012"))
      #expect(test.pool.status.idle == 1)
    }
  }

  @Test(arguments: ["alter table thing alter n type text", "deallocate all"])
  func `that the server no longer takes are refused once, not for ever`(change: String) async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8")
      try await test.pool.query("select n from thing")
      if change.hasPrefix("alter") {
        try await test.owner.query(SQL(trusted: change))
      } else {
        try await test.pool.query(SQL(trusted: change))
      }
      await #expect(throws: PostgresError.self) { try await test.pool.query("select n from thing") }
      #expect(try await test.pool.query("select n from thing").isEmpty)
    }
  }

  @Test func `are none where the connection keeps none`() async throws {
    try await TestDatabase.with { test in
      var settings = test.settings
      settings.keepsPreparedStatements = false
      let connection = try await Connection.open(settings)
      for number in 0..<20 {
        let answers = try await connection.pipeline(["select \(number)", "select \("x")::text"])
        #expect(try answers[0][0].decode(Int.self) == number)
        #expect(try answers[1][0].decode(String.self) == "x")
      }
      #expect(try await preparedCount(connection) == 0)
      await #expect(throws: PostgresError.self) { _ = try await connection.pipeline(["select 1", "select 1 / 0"]) }
      #expect(try await connection.query("select 1").count == 1)
      await connection.close()
    }
  }
}
