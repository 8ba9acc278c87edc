import Afklaring
import Testing

struct PlacesTableTests {
  private static let regions = """
    region_code,name,valid_from,valid_to,successor
    1083,Region Syddanmark,2007-01-01,,
    1084,Region Hovedstaden,2007-01-01,2026-12-31,Region Østdanmark
    """
  private static let municipalities = """
    municipality_code,name,region_code
    0607,Fredericia,1083
    0101,København,1084

    """

  private func load(_ municipalities: String = municipalities, _ regions: String = regions) throws -> Places {
    try Places(municipalities: Array(municipalities.utf8), regions: Array(regions.utf8))
  }

  @Test func `a row for the successor gives it a code`() throws {
    let places = try load(Self.municipalities, Self.regions + "\n1086,Region Østdanmark,2027-01-01,,\n")
    let copenhagen = try #require(places.municipality(code: "0101"))
    #expect(places.region(of: copenhagen, on: try day("2026-12-31")).reportKey == "1084")
    #expect(places.region(of: copenhagen, on: try day("2027-01-01")).reportKey == "1086")
    #expect(copenhagen == (try load().municipality(code: "0101")))
  }

  @Test(arguments: [
    ("", PlacesError.wrongHeader(.municipalities)),
    ("code,name,region_code\n0607,Fredericia,1083", .wrongHeader(.municipalities)),
    ("municipality_code,name,region_code\n", .noRows(.municipalities)),
    ("municipality_code,name,region_code\n607,Fredericia,1083", .malformedRow(.municipalities, line: 2)),
    ("municipality_code,name,region_code\n0607,,1083", .malformedRow(.municipalities, line: 2)),
    ("municipality_code,name,region_code\n0607,Fredericia,", .malformedRow(.municipalities, line: 2)),
    ("municipality_code,name,region_code\n0607,Fredericia", .malformedRow(.municipalities, line: 2)),
    ("municipality_code,name,region_code\n\n0607,Fredericia,1083", .malformedRow(.municipalities, line: 2)),
    ("municipality_code,name,region_code\n0607,\"Fredericia\",1083", .malformedRow(.municipalities, line: 2)),
    ("municipality_code,name,region_code\n0607,A,1083\n0607,B,1083", .repeatedKey(.municipalities, line: 3)),
    ("municipality_code,name,region_code\n0607,Fredericia,1099", .unknownRegion(line: 2)),
  ])
  func `a malformed table of municipalities is refused`(table: String, error: PlacesError) {
    #expect(throws: error) { try load(table) }
  }

  @Test(arguments: [
    ("", PlacesError.noRows(.regions)),
    ("108,A,2007-01-01,,", .malformedRow(.regions, line: 2)),
    ("1083,,2007-01-01,,", .malformedRow(.regions, line: 2)),
    ("1083,A,2007,,", .malformedRow(.regions, line: 2)),
    ("1083,A,2007-01-01,later,", .malformedRow(.regions, line: 2)),
    ("1083,A,2007-01-01,,\n1083,B,2007-01-01,,", .repeatedKey(.regions, line: 3)),
    ("1083,A,2007-01-01,,\n1084,A,2007-01-01,,", .repeatedKey(.regions, line: 3)),
    (",A,2007-01-01,,B", .brokenSuccession(line: 2)),
    ("1083,A,2007-01-01,2026-12-31,", .brokenSuccession(line: 2)),
    ("1083,A,2007-01-01,2006-12-31,B", .brokenSuccession(line: 2)),
    ("1083,A,2007-01-01,2026-12-31,B\n1084,B,2026-12-31,,", .brokenSuccession(line: 2)),
    ("1083,A,2007-01-01,2026-12-31,A", .brokenSuccession(line: 2)),
  ])
  func `a malformed table of regions is refused`(rows: String, error: PlacesError) {
    #expect(throws: error) {
      try load(Self.municipalities, "region_code,name,valid_from,valid_to,successor\n" + rows)
    }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: PlacesError.notUTF8(.regions)) { try Places(municipalities: [], regions: [0xff]) }
  }

  @Test func `a refusal names the table and what is allowed`() {
    #expect(
      PlacesError.malformedRow(.regions, line: 3).description
        == "regioner.csv, line 3: as many fields as the header, no quotes, codes of four digits, a name, dates")
  }
}
