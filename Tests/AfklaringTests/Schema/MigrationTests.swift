import Fixtures
import Foundation
import Postgres
import Schema
import Testing

@Suite struct `The schema` {
  @Test func `a second migration applies nothing`() async throws {
    try await TestDatabase.with { test in
      let outcome = try await Schema.migrate(test.owner)
      #expect(outcome.applied == [])
      try await Schema.check(test.owner)
    }
  }

  @Test func `every file of migrations and views is embedded and known`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../sql")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "migrations").path)
    let embedded = try String(contentsOf: folder.appending(path: "Schema.swift"), encoding: .utf8)
    for file in files { #expect(embedded.contains(file.replacing(".sql", with: "_sql")), "\(file)") }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "views").path) {
      #expect(embedded.contains(file.replacing(".sql", with: "_sql")), "\(file)")
    }
  }

  @Test func `what a later migration adds is granted to the daemon as in a new database`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.query("drop table sign_in_try")
      try await test.owner.query("delete from schema_migration where name = 'm0015_sign_in_tries'")
      #expect(try await Schema.migrate(test.owner).applied == ["m0015_sign_in_tries"])
      try await test.pool.query("select from sign_in_try")
    }
  }

  @Test func `a database newer than the program is refused, and says which`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.query("insert into schema_migration (name, checksum) values ('m9999_future', 'x')")
      let refusal = await #expect(throws: SchemaError.self) { try await Schema.migrate(test.owner) }
      #expect(refusal?.description.contains("m9999_future") == true)
      #expect(refusal?.description.contains("newer") == true)
    }
  }

  @Test func `an edited migration is refused by name`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.query("update schema_migration set checksum = 'x' where name = 'm0003_people'")
      await #expect(throws: SchemaError.edited("m0003_people")) { try await Schema.migrate(test.owner) }
    }
  }

  @Test func `an empty database is not up to date`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.query("delete from schema_migration where name = 'm0011_imports'")
      await #expect(throws: SchemaError.notMigrated) { try await Schema.check(test.owner) }
    }
  }

  @Test func `four migrators at once make one schema`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.transaction { transaction in
        try await transaction.run(
          script: "drop schema public cascade; create schema public; grant usage on schema public to public")
      }
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await Schema.migrate(test.owner).applied.count } }
        var counts: [Int] = []
        for try await count in group { counts.append(count) }
        #expect(counts.filter { $0 > 0 }.count == 1)
      }
    }
  }

  @Test func `every constraint and index has a name of its own choosing`() async throws {
    try await TestDatabase.with { test in
      let nameless = try await test.owner.query(
        """
        select conname::text
        from pg_constraint
        where connamespace = 'public'::regnamespace and contype <> 't'
          and conname ~ '_(pkey|fkey[0-9]*|check[0-9]*|excl)$'
        order by conname
        """
      ).map { try $0.decode(String.self) }
      #expect(nameless == [])
    }
  }

  @Test func `the daemon's role owns nothing and cannot change the schema`() async throws {
    try await TestDatabase.with { test in
      let owned = try await test.owner.query(
        "select from pg_class where relowner = 'afklaring'::regrole or relowner = 'afklaring_daemon'::regrole")
      #expect(owned.isEmpty)
      for statement in [
        "create table public.x (y int)", "alter table bed add column z int", "drop table bed",
        "insert into schema_migration (name, checksum) values ('x', 'y')", "delete from municipality",
      ] as [SQL] {
        let refusal = await #expect(throws: PostgresError.self) { try await test.pool.query(statement) }
        #expect(refusal?.sqlState == .insufficientPrivilege)
      }
    }
  }

  /// `sql/schema.sql` shows the whole; `AFKLARING_GOLDEN=renew` writes it anew.
  @Test func `is the one that sql schema shows`() async throws {
    try await TestDatabase.with { test in
      let shown = try await SchemaText.of(test.owner)
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../sql/schema.sql")
      if ProcessInfo.processInfo.environment["AFKLARING_GOLDEN"] == "renew" {
        try shown.write(to: file, atomically: true, encoding: .utf8)
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == shown, "renew with bin/golden and read the difference")
    }
  }
}
