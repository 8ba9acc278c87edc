import Afklaring
import Fixtures
import Postgres
import Testing

@Suite struct `The event log` {
  private static func write(_ count: Int, to test: TestDatabase) async throws {
    try await test.database.transaction(as: .system) { transaction in
      for number in 0..<count {
        JournalEntry.look("see-\(number)", .none, person: nil).record(by: .system, in: transaction)
      }
    }
  }

  @Test func `is sealed behind the writers, and whole`() async throws {
    try await TestDatabase.with { test in
      try await Self.write(1500, to: test)
      #expect(try await Sealer.verify(test.owner, test.database.keys).unsealed == 1500)
      #expect(try await Sealer.seal(test.database) == 1000)
      #expect(try await Sealer.seal(test.database) == 500)
      #expect(try await Sealer.seal(test.database) == 0)
      let state = try await Sealer.verify(test.owner, test.database.keys)
      #expect(state.head.position == 1500 && state.unsealed == 0)
    }
  }

  @Test func `two sealers at once make one chain`() async throws {
    try await TestDatabase.with { test in
      try await Self.write(200, to: test)
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await Sealer.seal(test.database) } }
        let sealed = try await group.reduce(0, +)
        #expect(sealed == 200)
      }
      #expect(try await Sealer.verify(test.owner, test.database.keys).head.position == 200)
    }
  }

  @Test(arguments: [
    "update journal_entry set action = 'x'", "delete from journal_entry", "truncate journal_entry cascade",
    "update journal_seal set position = 9", "delete from journal_seal",
  ])
  func `cannot be changed by the daemon, nor by its owner without taking the guard away`(statement: String)
    async throws
  {
    try await TestDatabase.with { test in
      try await Self.write(3, to: test)
      _ = try await Sealer.seal(test.database)
      await #expect(throws: PostgresError.self) {
        try await test.database.query(as: .system, SQL(trusted: statement))
      }
      await #expect(throws: PostgresError.self) { try await test.owner.query(SQL(trusted: statement)) }
    }
  }

  @Test(arguments: [
    "update journal_entry set action = 'x' where journal_entry_id = 5",
    "update journal_entry set recorded_at = recorded_at + interval '1 microsecond' where journal_entry_id = 5",
    "update journal_entry set details = '{\"a\":\"b\"}' where journal_entry_id = 5",
    "update journal_entry set person_id = gen_random_uuid() where journal_entry_id = 5",
    "update journal_seal set hash = sha256(hash) where position = 5",
    "delete from journal_seal where position = 5",
    "update journal_seal set journal_entry_id = journal_entry_id + 1000 where position = 5",
    "delete from journal_entry where journal_entry_id = 5",
    """
    insert into journal_entry (kind, action, role) values ('look', 'forged', 'auditor');
    delete from journal_unsealed
    """,
  ])
  func `shows what was done to it with the guards taken away`(statement: String) async throws {
    try await TestDatabase.with { test in
      try await Self.write(10, to: test)
      _ = try await Sealer.seal(test.database)
      try await test.owner.transaction { transaction in
        try await transaction.run(
          script: """
            set session_replication_role = replica;
            \(statement);
            set session_replication_role = origin;
            """)
      }
      await #expect(throws: JournalBreak.self) { try await Sealer.verify(test.owner, test.database.keys) }
    }
  }
}
