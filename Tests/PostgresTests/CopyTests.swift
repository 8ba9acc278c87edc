import Fixtures
import Postgres
import Testing

private struct SourceDriedUp: Error {}

/// Numbered rows, made as they are asked for.
private struct NumberedRows: AsyncSequence, Sendable {
  let count: Int
  var padding = 0
  var failsAt = Int.max
  let taken = Shared(0)

  struct Iterator: AsyncIteratorProtocol {
    let rows: NumberedRows
    var next = 0

    mutating func next() async throws -> [UInt8]? {
      guard next < rows.count else { return nil }
      guard next < rows.failsAt else { throw SourceDriedUp() }
      var chunk = CopyRows()
      let end = Swift.min(next + 100, rows.count)
      for number in next..<end { chunk.append(["\(number)", String(repeating: "x", count: rows.padding)]) }
      let made = end - next
      rows.taken.change { $0 += made }
      next = end
      return chunk.bytes
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(rows: self) }
}

@Suite struct `COPY` {
  @Test func `takes a million rows in and gives them out`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8, filler text")
      let counted = try await test.pool.transaction { transaction in
        transaction.later("set local statement_timeout = 0")
        let rows = try await transaction.copyIn("copy thing from stdin", NumberedRows(count: 1_000_000))
        #expect(rows == 1_000_000)
        let lines = Lines()
        try await transaction.copyOut("copy (select n from thing order by n) to stdout") { await lines.take($0) }
        return await lines.count
      }
      #expect(counted == 1_000_000)
      #expect(try await test.pool.query("select sum(n)::int8 from thing")[0].decode(Int.self) == 499_999_500_000)
    }
  }

  private actor Lines {
    var count = 0
    func take(_ bytes: [UInt8]) { count += bytes.lazy.filter { $0 == UInt8(ascii: "\n") }.count }
  }

  /// The server is seen to wait for the receiver: what it has not taken lies nowhere in our memory.
  @Test func `out goes no faster than its receiver`() async throws {
    try await TestDatabase.with { test in
      let checked = Shared(false)
      try await test.pool.transaction { transaction in
        let backend = try await test.backend(of: transaction)
        let statement: SQL = "copy (select repeat('x', 1000) from generate_series(1, 100000)) to stdout"
        try await transaction.copyOut(statement) { _ in
          guard !checked.set(true) else { return }
          try await eventually("the server waits") { try await backend.waits(for: "ClientWrite") }
        }
        #expect(try await transaction.query("select 1").count == 1)
      }
    }
  }

  /// The server stands still at a lock: the source must too.
  @Test func `in goes no faster than the server`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8, filler text")
      try await test.owner.transaction { transaction in
        try await transaction.run(
          script: """
            create function stand_still() returns trigger language plpgsql as
              $$ begin perform pg_advisory_xact_lock_shared(7); return new; end $$;
            create trigger stand_still before insert on thing for each row when (new.n = 1000)
              execute function stand_still();
            """)
      }
      let (rows, pool) = (NumberedRows(count: 100_000, padding: 500), test.pool)
      let copying = try await test.pool.transaction { holder in
        try await holder.query("select pg_advisory_xact_lock(7)")
        let copying = Task {
          try await pool.transaction { transaction in
            transaction.later("set local lock_timeout = 0")
            transaction.later("set local statement_timeout = 0")
            return try await transaction.copyIn("copy thing from stdin", rows)
          }
        }
        try await eventually("the server waits") {
          try await !test.owner.query("select from pg_stat_activity where wait_event = 'advisory'").isEmpty
        }
        for _ in 0..<50 {
          try await test.owner.query("select 1")
          #expect(rows.taken.value < 20_000)
        }
        return copying
      }
      #expect(try await copying.value == 100_000)
    }
  }

  @Test func `keeps every character`() async throws {
    let cells = ["æøå 🏥", "tab\tline\nreturn\rback\\slash", "\\N", "", "\\."]
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8, filler text")
      var rows = CopyRows()
      for (number, cell) in cells.enumerated() { rows.append(["\(number)", cell]) }
      rows.append(["99", nil])
      let chunks = [rows.bytes]
      try await test.pool.transaction { transaction async throws in
        #expect(try await transaction.copyIn("copy thing from stdin", Chunks(chunks: chunks)) == cells.count + 1)
      }
      let found = try await test.pool.query("select filler from thing order by n").map { try $0.decode(String?.self) }
      #expect(found == cells + [nil])
    }
  }

  private struct Chunks: AsyncSequence, Sendable {
    let chunks: [[UInt8]]
    func makeAsyncIterator() -> AsyncStream<[UInt8]>.Iterator {
      AsyncStream { stream in
        for chunk in chunks { stream.yield(chunk) }
        stream.finish()
      }.makeAsyncIterator()
    }
  }

  @Test func `of one chunk of fifty megabytes is no trouble`() async throws {
    var rows = CopyRows()
    let filler = String(repeating: "x", count: 1 << 20)
    for number in 0..<50 { rows.append(["\(number)", filler]) }
    let chunks = [rows.bytes, []]
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8, filler text")
      try await test.pool.transaction { transaction async throws in
        #expect(try await transaction.copyIn("copy thing from stdin", Chunks(chunks: chunks)) == 50)
      }
    }
  }

  @Test func `of a bad row is refused, and the connection stays usable`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8, filler text")
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { transaction in
          _ = try await transaction.copyIn(
            "copy thing from stdin", Chunks(chunks: [Array("1\tx\nnot a number\ty\n".utf8)]))
        }
      }
      #expect(error?.sqlState == SQLState("22P02"))
      #expect(test.pool.status.idle == 1)
      #expect(try await test.count("thing") == 0)
    }
  }

  @Test func `refused early, by its first row, ends all the same`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8 check (n > 0), filler text")
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { try await $0.copyIn("copy thing from stdin", NumberedRows(count: 200_000)) }
      }
      #expect(error?.sqlState == .checkViolation)
      #expect(test.pool.status.idle == 1)
    }
  }

  @Test func `whose source fails tells the source's error and takes nothing`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8, filler text")
      await #expect(throws: SourceDriedUp.self) {
        try await test.pool.transaction { transaction in
          _ = try await transaction.copyIn("copy thing from stdin", NumberedRows(count: 10_000, failsAt: 5000))
        }
      }
      #expect(test.pool.status.idle == 1)
      #expect(try await test.count("thing") == 0)
    }
  }

  @Test func `whose receiver fails tells its error, and the pool recovers`() async throws {
    try await TestDatabase.with(connections: 1) { test in
      let backend = Shared<Backend?>(nil)
      await #expect(throws: SourceDriedUp.self) {
        try await test.pool.transaction { transaction in
          let found = try await test.backend(of: transaction)
          backend.set(found)
          let statement: SQL = "copy (select generate_series(1, 10000000)) to stdout"
          try await transaction.copyOut(statement) { _ in throw SourceDriedUp() }
        }
      }
      #expect(try await test.pool.query("select 1").count == 1)
      let found = try #require(backend.value)
      try await eventually("the server gave up too") { try await found.isGone }
    }
  }

  @Test(arguments: ["select 1", "copy thing to stdout", "no such statement"])
  func `in by a statement that takes nothing in is refused`(statement: String) async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8, filler text")
      await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { transaction in
          _ = try await transaction.copyIn(SQL(trusted: statement), NumberedRows(count: 10))
        }
      }
      #expect(try await test.pool.query("select 1").count == 1)
    }
  }

  @Test(arguments: ["select 1", "copy thing from stdin", "no such statement"])
  func `out by a statement that gives nothing out is refused`(statement: String) async throws {
    try await TestDatabase.with(connections: 1) { test in
      try await test.makeTable("thing", "n int8, filler text")
      await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { try await $0.copyOut(SQL(trusted: statement)) { _ in } }
      }
      #expect(try await test.pool.query("select 1").count == 1)
    }
  }

  @Test func `stops when its task is cancelled`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8, filler text")
      let (rows, pool) = (NumberedRows(count: .max), test.pool)
      let copying = Task { try await pool.transaction { try await $0.copyIn("copy thing from stdin", rows) } }
      try await eventually("it flows") { rows.taken.value > 1000 }
      copying.cancel()
      await #expect(throws: CancellationError.self) { try await copying.value }
      #expect(try await test.count("thing") == 0)
      #expect(try await pool.query("select 1").count == 1)
    }
  }

  @Test func `out of a killed connection tells it, though the receiver was at work`() async throws {
    try await TestDatabase.with { test async throws in
      let isFirst = Shared(true)
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction { transaction in
          let backend = try await test.backend(of: transaction)
          let statement: SQL = "copy (select generate_series(1, 10000000)) to stdout"
          try await transaction.copyOut(statement) { _ in
            guard isFirst.set(false) else { return }
            try await backend.kill()
            try await eventually("it is gone") { try await backend.isGone }
          }
        }
      }
      #expect(error?.isPassing == true)
      #expect(try await test.pool.query("select 1").count == 1)
    }
  }

  @Test func `of a killed connection tells it`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8, filler text")
      let (rows, pool) = (NumberedRows(count: .max), test.pool)
      let backend = Shared<Backend?>(nil)
      let copying = Task {
        try await pool.transaction { transaction in
          let found = try await test.backend(of: transaction)
          backend.set(found)
          return try await transaction.copyIn("copy thing from stdin", rows)
        }
      }
      try await eventually("it flows") { rows.taken.value > 1000 }
      try await backend.value?.kill()
      let error = await #expect(throws: PostgresError.self) { try await copying.value }
      #expect(error?.isPassing == true)
      #expect(try await pool.query("select 1").count == 1)
    }
  }
}
