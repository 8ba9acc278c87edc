import Fixtures
import Postgres
import Testing

@Suite struct `A connection` {
  @Test func `gives binary results of the plain types`() async throws {
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
}
