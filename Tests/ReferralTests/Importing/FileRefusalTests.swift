import Afklaring
import Fixtures
import Testing

/// Files that cannot be read as what they are said to be.
struct FileRefusalTests {
  @Test(arguments: [
    ("", "the file is empty: a header was expected"),
    (
      "cpr,municipality,from,to\n",
      "column 4 of the header is unknown; allowed are cpr, municipality, from"
    ),
    ("anna,1203844776,0607\n", "column 1 of the header is unknown; allowed are cpr, municipality, from"),
    (
      "cpr,municipality,from\n0607,120384-4776,2026-01-01\n",
      """
      line 2, column cpr: a person number is a date as DDMMYY, a hyphen or none, and four digits (CPR), or one of the \
      digits 0, 1, 5, 6 and 7, two letters A-Z and a digit (eCPR)
      line 2, column municipality: a municipality code has four digits
      """
    ),
    ("cpr,municipality\n", #"missing column "from"; allowed are cpr, municipality, from"#),
    ("cpr,cpr,municipality,from\n", #"column "cpr" stands twice; allowed are cpr, municipality, from"#),
    (
      "cpr,municipality,from\n1203844776,0607\n",
      "line 2: as many fields as the header, 3; it has 2"
    ),
    (
      "cpr,municipality,from\n1203844776,607,2026-02-30\n",
      """
      line 2, column municipality: a municipality code has four digits
      line 2, column from: a date is written 2026-11-22, years 1800 to 2999
      """
    ),
    ("cpr,municipality,from\n1203844776,0607,2026-01-01\n\"", "line 3: a quote begins here and never ends"),
  ])
  func `a file that cannot be read is refused in words that say what is allowed`(
    _ text: String, _ lines: String
  ) async throws {
    try await TestDatabase.with { test in
      let refused = try await test.refusal("residence", text)
      #expect(refused.joined(separator: "\n") == lines)
    }
  }

  @Test func `a kind that is none, and a file that is not there`() async throws {
    try await TestDatabase.with { test in
      let refused = try await test.refusal("beards", "a\n")
      #expect(refused == ["the kind is one of \(TestDatabase.kinds.map(\.name).joined(separator: ", "))"])
      await #expect(throws: ImportRefusal.self) { try await test.take("sites", file: "/nowhere/sites.csv") }
    }
  }

  @Test func `a hundred bad rows are listed, in their order, the rest counted`() async throws {
    let rows = (1...150).map { "1203844776,9\($0 % 2 == 0 ? "99" : "999"),\(2000 + $0 % 20)-01-\($0 % 9 + 10)" }
    try await TestDatabase.with { test in
      let lines = try await test.refusal("residence", "cpr,municipality,from\n" + rows.joined(separator: "\n"))
      #expect(lines.count == 101)
      #expect(lines[0].hasPrefix("line 2, column municipality: no municipality has the code"))
      #expect(lines[1].hasPrefix("line 3, column municipality: a municipality code has four digits"))
      #expect(lines.last?.hasPrefix("and ") == true)
    }
  }

  @Test func `a semicolon, a byte order mark, spaces and comma decimals are read`() async throws {
    try await TestDatabase.with { test in
      try await test.take(
        "agreements", "\u{FEFF}buyer;seller;valid_from;price_per_day\r\n 0607 ;0410;2026-01-01;2150,5\r\n")
      #expect(
        try await test.exported("agreements")
          == "buyer,seller,valid_from,valid_to,price_per_day,max_places\n0607,0410,2026-01-01,,2150.50,\n")
    }
  }
}
