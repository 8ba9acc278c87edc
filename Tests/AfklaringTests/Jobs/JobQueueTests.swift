import Afklaring
import Fixtures
import Postgres
import Synchronization
import Testing

/// Writes its word into a table, or fails.
private struct WriteWord: Job {
  static let kind = "write-word"
  let word: String
  var fails = false

  func perform(_ work: JobContext) async throws {
    try await work.transaction.query("insert into word (word) values (\(word))")
    if fails { throw CancellationError() }
  }
}

@Suite struct `The job queue` {
  private static func with(_ body: @Sendable (TestDatabase, JobQueue) async throws -> Void) async throws {
    try await TestDatabase.with { test in
      try await test.owner.query("create table word (word text)")
      try await test.owner.query("grant all on word to afklaring_daemon")
      try await body(test, JobQueue(test.database, kinds: [WriteWord.self]))
    }
  }

  private static func words(_ test: TestDatabase) async throws -> [String] {
    try await test.owner.query("select word from word order by word").map { try $0.decode(String.self) }
  }

  @Test func `runs a job that was committed, and none that was rolled back`() async throws {
    try await Self.with { test, queue in
      try await test.owner.transaction { try WriteWord(word: "kept").enqueue(in: $0) }
      await #expect(throws: CancellationError.self) {
        try await test.owner.transaction { transaction in
          try WriteWord(word: "lost").enqueue(in: transaction)
          try await transaction.flush()
          throw CancellationError()
        }
      }
      #expect(try await queue.runDue { _ in } == 1)
      #expect(try await Self.words(test) == ["kept"])
    }
  }

  @Test func `many workers do each job once`() async throws {
    try await Self.with { test, queue in
      try await test.owner.transaction { transaction in
        for number in 0..<100 { try WriteWord(word: "\(number)").enqueue(in: transaction) }
      }
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 { group.addTask { try await queue.runDue { _ in } } }
        let done = try await group.reduce(0, +)
        #expect(done == 100)
      }
      #expect(Set(try await Self.words(test)).count == 100)
    }
  }

  @Test func `a failing job leaves nothing behind and is tried again later`() async throws {
    try await Self.with { test, queue in
      try await test.owner.transaction { try WriteWord(word: "half", fails: true).enqueue(in: $0) }
      #expect(try await queue.runDue { _ in } == 0)
      #expect(try await Self.words(test) == [])
      let row = try await test.owner.query("select attempts, run_at > now(), last_problem from job")[0]
      let (attempts, isLater, problem) = try row.decode(Int.self, Bool.self, String.self)
      #expect((attempts, isLater, problem) == (1, true, "it was cancelled"))
    }
  }

  @Test func `after ten attempts it stays for a person to look at`() async throws {
    try await Self.with { test, queue in
      try await test.owner.transaction { try WriteWord(word: "half", fails: true).enqueue(in: $0) }
      let gaveUp = Mutex(false)
      for _ in 0..<11 {
        try await test.owner.query("update job set run_at = now() where failed_at is null")
        _ = try await queue.runDue { observation in
          if case .jobFailed(_, _, true, _) = observation { gaveUp.withLock { $0 = true } }
        }
      }
      #expect(gaveUp.withLock { $0 })
      #expect(try await test.owner.query("select from job where failed_at is not null and attempts = 10").count == 1)
    }
  }

  @Test func `a job that another worker has is passed over, and is the next one's when that worker dies`() async throws
  {
    try await Self.with { test, queue in
      try await test.owner.transaction { try WriteWord(word: "rescued").enqueue(in: $0) }
      await #expect(throws: CancellationError.self) {
        try await test.owner.transaction { transaction in
          try await transaction.query("delete from job")
          #expect(try await queue.runDue { _ in } == 0)
          throw CancellationError()
        }
      }
      #expect(try await queue.runDue { _ in } == 1)
    }
  }

  @Test func `one that fails does not hold up the ninety-nine beside it`() async throws {
    try await Self.with { test, queue in
      try await test.owner.transaction { transaction in
        for number in 0..<100 { try WriteWord(word: "\(number)", fails: number == 50).enqueue(in: transaction) }
      }
      #expect(try await queue.runDue { _ in } == 99)
      #expect(try await Self.words(test).count == 99)
    }
  }
}
