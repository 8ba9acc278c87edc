import Afklaring
import Fixtures
import Postgres
import Testing

/// What cannot be true of sites, beds, closures, agreements and rates.
struct CapacityRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: String
    let rows: [String]
    let lines: [String]

    init(_ kind: String, _ rows: String..., refused lines: [String]) {
      (self.kind, self.rows, self.lines) = (kind, rows, lines)
    }

    var testDescription: String { "\(kind): \(lines)" }
    var text: String { ([CapacityRefusalTests.headers[kind] ?? ""] + rows).map { $0 + "\n" }.joined() }
  }

  static let headers = [
    "sites": "site,municipality,name,kind,max_stay_days,turnaround_days",
    "beds": "site,bed,in_service_from,in_service_to,offers,sexes",
    "closures": "bed,from,to,reason",
    "agreements": "buyer,seller,valid_from,valid_to,price_per_day,max_places",
    "rates": "sector,payee,from_day,to_day,amount,valid_from,valid_to,source",
  ]

  @Test(arguments: sites + texts + closures + agreements + rates)
  func `a row that cannot be true is refused`(_ one: Case) async throws {
    try await TestDatabase.with { test in
      try await Self.prepare(test)
      #expect(try await test.refusal(one.kind, one.text) == one.lines)
    }
  }

  static let sites = [
    Case(
      "sites", "AAR,9999,Aarhus,two words,0,61",
      refused: [
        #"line 2, column kind: one word of ASCII letters, digits, - and _, at most 60; it says "two words""#,
        #"line 2, column max_stay_days: a whole number from 1 to 3660; it says "0""#,
        #"line 2, column turnaround_days: a whole number from 0 to 60; it says "61""#,
      ]),
    Case(
      "sites", "AAR,9999,Aarhus,,,", "AAR,0751,Aarhus,,,",
      refused: [
        #"line 2, column municipality: no municipality has the code "9999""#,
        "line 3, column site: stands in line 2 already",
      ]),
    Case(
      "beds", "FRO,X-1,2026-01-01,2026-01-01,,male;other",
      refused: [
        #"line 2, column sexes: some of female, male, a semicolon between them, each once; it says "male;other""#
      ]),
    Case(
      "beds", "FRO,X-1,2026-01-01,2026-01-01,,",
      refused: [
        "line 2, column in_service_to: must lie after in_service_from",
        #"line 2, column site: no site has the code "FRO""#,
      ]),
  ]

  /// A text is measured in scalars, has something to see, and turns nothing around; what is quoted shows what is hidden.
  static let texts = [
    ("a" + String(repeating: "\u{301}", count: 101), "a" + String(repeating: "\u{301}", count: 59) + "…"),
    ("a\u{9B}31m", "a\u{FFFD}31m"), ("a\u{1B}[31m", "a\u{FFFD}[31m"), ("a\u{202E}b", "a\u{FFFD}b"),
    ("\u{200B}\u{FEFF}", "\u{FFFD}\u{FFFD}"),
  ].map { cell, shown in
    Case(
      "sites", "\(cell),0607,Fredericia,,,",
      refused: [
        "line 2, column site: at most 100 visible characters on one line, no control characters; "
          + #"it says "\#(shown)""#
      ])
  }

  static let closures = [
    Case(
      "closures", "FRE-9,2026-05-01,2026-05-02,x",
      refused: [#"line 2, column bed: no bed has the code "FRE-9""#]),
    Case(
      "closures", "FRE-1,2026-05-01,2026-05-01,x",
      refused: ["line 2, column to: must lie after from: the day after the last closed night"]),
    Case(
      "closures", "FRE-1,2026-05-01,2026-05-05,x", "FRE-1,2026-05-04,2026-05-06,x", "FRE-1,2026-03-09,2026-03-11,x",
      refused: [
        "line 3, column from: the bed is taken or closed already on one of these nights, turnaround days included: "
          + "see line 2",
        "line 4, column from: the bed is taken or closed already on one of these nights, turnaround days included: "
          + "the database holds the other",
      ]),
    Case("closures", "FRE-1,2026-05-01,2026-05-05,", refused: ["line 2, column reason: must not be empty"]),
  ]

  static let agreements = [
    Case(
      "agreements", "0607,0607,2026-01-02,2026-01-01,,",
      refused: [
        "line 2, column seller: must be another municipality than buyer",
        "line 2, column valid_to: must not lie before valid_from",
      ]),
    Case(
      "agreements", "0607,0410,2026-01-01,,21 50,0",
      refused: [
        "line 2, column price_per_day: an amount is written 2150 or 2150.50 (2150,50 where the separator is a "
          + #"semicolon), at most 8 digits before the mark and two after it; it says "21 50""#,
        #"line 2, column max_places: a whole number from 1 to 100000; it says "0""#,
      ]),
    Case(
      "agreements", "9998,9999,2026-01-01,,,",
      refused: [
        #"line 2, column buyer: no municipality has the code "9998""#,
        #"line 2, column seller: no municipality has the code "9999""#,
      ]),
  ]

  static let rates = [
    Case(
      "rates", "psychiatry,state,3,2,1,2026-01-02,2026-01-01,x",
      refused: [
        "line 2, column to_day: must not be less than from_day",
        "line 2, column valid_to: must not lie before valid_from",
      ]),
    Case(
      "rates", "psychiatry,state,1,4,1,2026-01-01,,x", "psychiatry,state,4,,1,2026-02-01,2026-02-01,x",
      "somatic,state,4,,1,2026-02-01,,x",
      refused: ["line 3, column from_day: two rates hold for one day of a wait: see line 2"]),
    Case(
      "rates", "psychiatry,region,2,2,1,2026-07-01,,x",
      refused: ["line 2, column from_day: two rates hold for one day of a wait: the database holds the other"]),
    Case(
      "rates", "children,both,1,,1.005,2026-01-01,,x",
      refused: [
        #"line 2, column sector: one of psychiatry, somatic; it says "children""#,
        #"line 2, column payee: one of region, state; it says "both""#,
        "line 2, column amount: an amount is written 2150 or 2150.50 (2150,50 where the separator is a semicolon), "
          + #"at most 10 digits before the mark and two after it; it says "1.005""#,
      ]),
  ]

  @Test func `a rate that ends makes room for the next, in one file`() async throws {
    try await TestDatabase.with { test in
      try await Self.prepare(test)
      let outcome = try await test.take(
        "rates",
        """
        \(Self.headers["rates"] ?? "")
        psychiatry,region,1,,2000.00,2026-01-01,2026-08-31,x
        psychiatry,region,1,,2100.00,2026-09-01,,x

        """)
      #expect(outcome.description == "rates: 1 new, 1 changed, 0 unchanged")
    }
  }

  @Test func `what the program made first is met by its key: the same is adopted, another value is a conflict`()
    async throws
  {
    try await TestDatabase.with { test in
      try await test.owner.query(
        """
        insert into rate (rate_id, sector, payee, from_day, amount, valid_from, source)
        values (gen_random_uuid(), 'psychiatry', 'region', 1, 2000, '2026-01-01', 'x')
        """)
      let header = Self.headers["rates"] ?? ""
      #expect(
        try await test.refusal("rates", header + "\npsychiatry,region,1,,2001,2026-01-01,,x\n") == [
          "line 2, column amount: a conflict: the program has corrected this since the last import, and the file has "
            + "changed it as well"
        ])
      let same = try await test.take("rates", header + "\npsychiatry,region,1,,2000,2026-01-01,,x\n")
      #expect(same.description == "rates: 0 new, 0 changed, 1 unchanged")
    }
  }

  /// A site with a bed, a closure and a rate without end.
  private static func prepare(_ test: TestDatabase) async throws {
    try await test.take("sites", "site,municipality,name\nFRE,0607,Fredericia\n")
    try await test.take("beds", "site,bed,in_service_from\nFRE,FRE-1,2026-01-01\n")
    try await test.take("closures", "bed,from,to,reason\nFRE-1,2026-03-10,2026-03-15,vandskade\n")
    try await test.take(
      "rates",
      "sector,payee,from_day,amount,valid_from,source\npsychiatry,region,1,2000,2026-01-01,x\n")
  }
}
