import Fixtures
import Foundation
import Postgres
import Testing

@Suite struct `Values` {
  @Test func `come back binary as the plain types`() async throws {
    try await TestDatabase.with { test in
      let row = try await test.pool.query(
        "select 7::int2, 8::int4, 9::int8, 1.5::float8, true, 'æøå', null::text, array['a','b'], '\\x00ff'::bytea"
      )[0]
      let (small, normal, big, real, truth, text, nothing, list, bytes) = try row.decode(
        Int.self, Int.self, Int.self, Double.self, Bool.self, String.self, String?.self, [String].self, Bytes.self)
      #expect((small, normal, big) == (7, 8, 9))
      #expect(real == 1.5 && truth && text == "æøå" && nothing == nil)
      #expect(list == ["a", "b"] && bytes.value == [0, 255])
    }
  }

  @Test func `survive the way there and back, at their limits`() async throws {
    let (id, bytes) = (UUID(), Bytes((0...255).map { UInt8($0) }))
    let text = "ÆØÅ \\ ' \" \t\n 🏥 " + String(repeating: "x", count: 100_000)
    try await TestDatabase.with { test in
      let row = try await test.pool.query(
        """
        select \(Int.min) as least, \(Int.max) as most, \(-0.0), \(Double.infinity), \(false), \(text)::text, \(id),
          \(bytes), \([Int.min, 0, .max]), \(["", "{a,b}", "æ\""]), \([id]), \([bytes]), \([Int]()), \(String?.none)::text
        """)[0]
      #expect(try row("least") == Int.min)
      #expect(try row("most") == Int.max)
      let values = try row.decode(
        Int.self, Int.self, Double.self, Double.self, Bool.self, String.self, UUID.self,
        Bytes.self, [Int].self, [String].self, [UUID].self, [Bytes].self, [Int].self, String?.self)
      #expect(values.2.sign == .minus && values.3 == .infinity && !values.4 && values.5 == text && values.6 == id)
      #expect(values.7 == bytes && values.8 == [.min, 0, .max] && values.9 == ["", "{a,b}", "æ\""])
      #expect(values.10 == [id] && values.11 == [bytes] && values.12.isEmpty && values.13 == nil)
    }
  }

  @Test func `that are null are no values`() async throws {
    try await TestDatabase.with { test in
      for type in ["int8", "float8", "bool", "text", "uuid", "bytea", "int8[]"] {
        let row = try await test.pool.query(SQL(trusted: "select null::\(type) as cell"))[0]
        #expect(throws: DecodingProblem.self, "\(type)") { try row("cell", as: Int.self) }
        #expect(throws: DecodingProblem.self, "\(type)") { try row("cell", as: Double.self) }
        #expect(throws: DecodingProblem.self, "\(type)") { try row("cell", as: Bool.self) }
        #expect(throws: DecodingProblem.self, "\(type)") { try row("cell", as: String.self) }
        #expect(throws: DecodingProblem.self, "\(type)") { try row("cell", as: UUID.self) }
        #expect(throws: DecodingProblem.self, "\(type)") { try row("cell", as: Bytes.self) }
        #expect(throws: DecodingProblem.self, "\(type)") { try row("cell", as: [Int].self) }
      }
    }
  }

  /// What the database holds under these expressions is not of this type, whatever its bytes could be read as.
  private func expectNone<Value: PostgresDecodable>(_ type: Value.Type, in cells: [String]) async throws {
    try await TestDatabase.with { test in
      for cell in cells {
        let row = try await test.pool.query(SQL(trusted: "select \(cell) as cell"))[0]
        #expect(throws: DecodingProblem.self, "\(cell)") { try row("cell", as: Value.self) }
      }
    }
  }

  @Test func `of another type are not taken for numbers`() async throws {
    let cells = ["'12345678'", "1.5::float8", "0::numeric", "now()", "'\\x0000000000000001'::bytea", "current_date"]
    try await expectNone(Int.self, in: cells)
  }

  @Test func `of another type are not taken for text`() async throws {
    try await expectNone(
      String.self, in: ["7::int8", "1.5::float8", "'\\xff'::bytea", "now()", "array['a']", "1.0::numeric"])
  }

  @Test func `that are not a plain list of numbers are not taken for one`() async throws {
    let lookalike = "'\\x00000001000000000000001400000fff'::bytea"
    try await expectNone([Int].self, in: ["array[[1,2],[3,4]]", "array[1,null]", "array['a','b']", "7", lookalike])
  }

  @Test func `of the text-like types are text`() async throws {
    try await TestDatabase.with { test in
      try await test.owner.query("create type mood as enum ('a')")
      for type in ["varchar", "name", "char(1)", "\"char\"", "mood"] {
        let row = try await test.pool.query(SQL(trusted: "select 'a'::\(type) as cell"))[0]
        #expect(try row("cell") == "a", "\(type)")
      }
    }
  }

  @Test func `of JSON are text without the format's version byte`() async throws {
    try await TestDatabase.with { test in
      let row = try await test.pool.query("select '{\"a\":1}'::jsonb, '[1]'::json, 2.5::float4")[0]
      #expect(try row.decode(String.self, String.self, Double.self) == (#"{"a": 1}"#, "[1]", 2.5))
    }
  }

  @Test func `that are not there are problems, not crashes`() async throws {
    try await TestDatabase.with { test in
      let rows = try await test.pool.query("select 1 as one where false")
      #expect(throws: DecodingProblem.self) { try rows[0].decode(Int.self) }
      #expect(throws: DecodingProblem.self) { try rows[0].decode(Int?.self) }
      let row = try await test.pool.query("select 1 as one")[0]
      #expect(throws: DecodingProblem.self) { try row.decode(Int.self, Int.self) }
      #expect(throws: DecodingProblem.self) { try row("two", as: Int.self) }
    }
  }

  @Test func `join into SQL with their places renumbered`() async throws {
    try await TestDatabase.with { test in
      let conditions: [SQL] = ["a > \(1)", "b = \("x")", "a < \(9)"]
      let row = try await test.pool.query(
        "select \("first")::text, a from (values (5, 'x')) t (a, b) where \(SQL.joined(conditions, separator: " and "))"
      )[0]
      #expect(try row.decode(String.self, Int.self) == ("first", 5))
    }
  }

  @Test func `never become SQL`() async throws {
    try await TestDatabase.with { test async throws in
      let attack = "'; drop table x; --"
      #expect(try await test.pool.query("select \(attack)::text")[0].decode(String.self) == attack)
    }
  }
}
