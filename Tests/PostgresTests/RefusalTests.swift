import Fixtures
import Testing

@testable import Postgres

@Suite struct `A refusal` {
  private static let tables = """
    create table room (room_id int8 constraint room_key primary key);
    create table seat (
      seat_id int8 constraint seat_key primary key,
      room_id int8 constraint seat_in_room references room,
      number int8 constraint seat_number_positive check (number > 0),
      taken int8range,
      constraint seat_no_overlap exclude using gist (room_id with =, taken with &&));
    insert into room values (1);
    insert into seat values (1, 1, 1, '[1,5)');
    """

  @Test(arguments: [
    ("insert into seat values (1, 1, 1, null)", SQLState.uniqueViolation, "seat_key"),
    ("insert into seat values (2, 9, 1, null)", SQLState.foreignKeyViolation, "seat_in_room"),
    ("insert into seat values (2, 1, 0, null)", SQLState.checkViolation, "seat_number_positive"),
    ("insert into seat values (2, 1, 1, '[4,9)')", SQLState.exclusionViolation, "seat_no_overlap"),
  ])
  func `tells the constraint's name and SQLSTATE`(statement: String, state: SQLState, constraint: String) async throws {
    try await TestDatabase.with { test in
      try await test.owner.transaction { try await $0.run(script: Self.tables) }
      let error = await #expect(throws: PostgresError.self) { try await test.owner.query(SQL(trusted: statement)) }
      #expect(error?.constraint == constraint && error?.sqlState == state && error?.isPassing == false)
    }
  }

  /// Some put the value into the message, some into the detail; the description is what reaches a log.
  @Test func `never quotes a value when it is described`() async throws {
    let statements: [SQL] = [
      "insert into person_code values (\("0101701234"))",
      "select \("0101701234x")::int8",
      "select \("0101701234x")::date",
      "select \("0101701234x")::json",
      "select \("0101701234")::int8::int2",
      "select to_tsquery(\("0101701234 0101701234"))",
      "select \("p0101701234")::regrole",
      "select set_config(\("0101701234"), 'x', true)",
      "select \("$.0101701234x")::jsonpath",
    ]
    try await TestDatabase.with { test in
      try await test.makeTable("person_code", "number text constraint person_code_key primary key")
      try await test.owner.query("insert into person_code values ('0101701234')")
      for statement in statements {
        let error = await refused { try await test.pool.query(statement) }
        for text in ["\(String(describing: error))", String(reflecting: error), "\(error.map { [$0] } ?? [])"] {
          #expect(!text.contains("0101701234"))
        }
      }
    }
  }

  @Test func `describes itself by SQLSTATE, constraint and table`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8 constraint thing_key primary key")
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.query("insert into thing values (1), (1)")
      }
      #expect(error?.description == "PostgreSQL 23505 constraint thing_key table thing")
    }
  }

  /// libpq gathers the server's words; the last of them must not come out with a lost connection.
  @Test func `before a lost connection is not quoted either`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("person_code", "number text constraint person_code_key primary key")
      let (connection, number) = (try await Connection.open(test.settings), "0101701234")
      let error = await #expect(throws: PostgresError.self) {
        _ = try await connection.query("insert into person_code values (\(number)), (\(number))")
      }
      #expect(error?.constraint == "person_code_key")
      #expect(!"\(await connection.lost())".contains(number))
    }
  }

  @Test func `of the schema's own making keeps its words`() async throws {
    try await TestDatabase.with { test in
      let error = await #expect(throws: PostgresError.self) {
        try await test.pool.transaction {
          try await $0.run(script: "do $$ begin raise exception 'the bed is closed'; end $$")
        }
      }
      #expect(error?.description == "PostgreSQL P0001 the bed is closed")
    }
  }

  @Test func `for time or a lock is a value`() async throws {
    try await TestDatabase.with { test in
      try await test.makeTable("thing", "n int8")
      var settings = test.settings
      settings.statementTimeout = 400
      settings.lockTimeout = 100
      let connection = try await Connection.open(settings)
      let slow = await #expect(throws: PostgresError.self) { try await connection.query("select pg_sleep(600)") }
      #expect(slow?.sqlState == .queryCanceled)
      try await test.pool.transaction { holder in
        try await holder.query("lock table thing")
        let locked = await #expect(throws: PostgresError.self) { try await connection.query("select n from thing") }
        #expect(locked?.sqlState == .lockNotAvailable && locked?.isPassing == true)
      }
      #expect(try await connection.query("select n from thing").isEmpty)
      await connection.close()
    }
  }

  @Test func `for idling in a transaction ends it`() async throws {
    try await TestDatabase.with { test async throws in
      var settings = test.settings
      settings.idleInTransactionTimeout = 100
      let pool = Pool(settings)
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in
          let backend = try await test.backend(of: transaction)
          try await eventually("the server ended it") { try await backend.isGone }
          try await transaction.query("select 1")
        }
      }
      #expect(error?.sqlState == SQLState("25P03") && error?.isPassing == true)
      #expect(try await pool.query("select 1").count == 1)
      await pool.close()
    }
  }

  @Test func `of two that wait for each other is a deadlock, and passing`() async throws {
    try await TestDatabase.with { test in
      let gates = [Gate(), Gate()]
      let refused = try await withThrowingTaskGroup { group in
        for number in 0...1 {
          group.addTask {
            do {
              try await test.pool.transaction { transaction in
                try await transaction.query("select pg_advisory_xact_lock(\(number))")
                await gates[number].open()
                await gates[1 - number].pass()
                try await transaction.query("select pg_advisory_xact_lock(\(1 - number))")
              }
              return PostgresError?.none
            } catch let error as PostgresError {
              return error
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
      }
      #expect(refused.map(\.sqlState) == [.deadlockDetected] && refused[0].isPassing)
    }
  }
}
