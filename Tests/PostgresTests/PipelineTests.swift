import Fixtures
import Testing

@testable import Postgres

@Suite struct `A pipeline` {
  @Test func `answers each statement in order`() async throws {
    try await TestDatabase.with { test in
      let answers = try await test.pool.withConnection { connection in
        try await connection.pipeline((0..<20).map { number -> SQL in "select \(number)" })
      }
      #expect(try answers.map { rows -> Int in try rows[0].decode(Int.self) } == Array(0..<20))
    }
  }

  @Test func `of ten thousand statements fills the buffers both ways and does not stand still`() async throws {
    let filler = String(repeating: "x", count: 4000)
    try await TestDatabase.with { test in
      let answers = try await test.pool.withConnection { connection in
        try await connection.pipeline((0..<10_000).map { number -> SQL in "select \(number), \(filler)::text" })
      }
      #expect(answers.count == 10_000)
      #expect(try answers[9_999][0].decode(Int.self, String.self) == (9_999, filler))
    }
  }

  @Test func `is one transaction`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      await #expect(throws: PostgresError.self) {
        try await test.pool.withConnection { connection in
          _ = try await connection.pipeline([
            "insert into thing values (1)", "select 1 / 0", "insert into thing values (2)",
          ])
        }
      }
      #expect(try await test.count("thing") == 0)
    }
  }

  @Test func `tells the first refusal and leaves the connection usable`() async throws {
    try await TestDatabase.with { test in
      try await test.pool.withConnection { connection async throws in
        let error = await #expect(throws: PostgresError.self) {
          _ = try await connection.pipeline(["select 1", "select 1 / 0", "select no_such_column"])
        }
        #expect(error?.sqlState == SQLState("22012"))
        #expect(try await connection.query("select 2")[0].decode(Int.self) == 2)
      }
    }
  }

  @Test func `carries fifty megabytes there and back`() async throws {
    let bytes = Bytes([UInt8](repeating: 7, count: 50 << 20))
    try await TestDatabase.with { test in
      let row = try await test.pool.query("select \(bytes)")[0]
      #expect(try row.decode(Bytes.self) == bytes)
    }
  }

  @Test func `that carried much leaves no large buffer to the next`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 1)
      let backend = try await pool.withConnection { connection in
        _ = try await connection.query("select length(\(Bytes([UInt8](repeating: 7, count: 50 << 20))))")
        return try await test.backend(of: connection)
      }
      try await eventually("the connection was kept with its buffer") { try await backend.isGone }
      await pool.close()
    }
  }

  @Test func `takes as many parameters as the protocol`() async throws {
    try await TestDatabase.with { test in
      let holes = SQL.joined((0..<65_535).map { number -> SQL in "\(number)" }, separator: ", ")
      let answer = try await test.pool.query("select x from unnest(array[\(holes)]) x order by x desc limit 1")
      #expect(try answer[0].decode(Int.self) == 65_534)
    }
  }

  @Test func `refuses what cannot be sent, and the connection stays usable`() async throws {
    let tooMany = SQL.joined((0..<65_536).map { number -> SQL in "\(number)" }, separator: ", ")
    let statements: [SQL] = [
      "select \("a\0b")::text", "select array[\(tooMany)]", SQL(trusted: "select 1\0, 2"),
      "select \(Bytes([UInt8](repeating: 1, count: 1 << 30)))",
    ]
    try await TestDatabase.with { test in
      try await test.pool.withConnection { connection async throws in
        for statement in statements {
          let error = await #expect(throws: PostgresError.self) {
            _ = try await connection.pipeline(["select 1", statement])
          }
          guard case .notSent = error else {
            Issue.record("expected notSent, not \(String(describing: error))")
            continue
          }
          #expect(try await connection.query("select 2")[0].decode(Int.self) == 2)
        }
      }
    }
  }

  @Test func `tells a NUL in a list of texts as the server's refusal`() async throws {
    try await TestDatabase.with { test in
      let error = await #expect(throws: PostgresError.self) { try await test.pool.query("select \(["a\0b"])") }
      #expect(error?.sqlState == SQLState("22021"))
    }
  }

  @Test func `is refused while another runs on the connection`() async throws {
    try await TestDatabase.with { test in
      let connection = try await Connection.open(test.settings)
      let backend = try await test.backend(of: connection)
      let sleeping = Task { try await connection.query("select pg_sleep(60)") }
      try await eventually("it sleeps") { try await backend.waits(for: "PgSleep") }
      await #expect(throws: PostgresError.busy) { try await connection.query("select 1") }
      sleeping.cancel()
      await #expect(throws: CancellationError.self) { try await sleeping.value }
    }
  }

  @Test(arguments: ["copy thing from stdin", "copy thing to stdout"])
  func `does not stand still at a COPY`(copy: String) async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      await #expect(throws: PostgresError.self) { try await test.pool.query(SQL(trusted: copy)) }
      #expect(try await test.pool.query("select 2")[0].decode(Int.self) == 2)
    }
  }

  @Test func `of nothing, and an empty statement, are answered`() async throws {
    try await TestDatabase.with { test async throws in
      try await test.pool.withConnection { connection async throws in
        #expect(try await connection.pipeline([]).isEmpty)
        #expect(try await connection.query("").isEmpty)
      }
    }
  }

  @Test func `tells how many rows were touched`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      let rows = try await test.pool.query("insert into thing select generate_series(1, 5)")
      #expect(rows.affected == 5 && rows.commandTag == "INSERT 0 5")
    }
  }
}
