import Afklaring
import Testing

struct PlacesTests {
  private let places: Places

  init() throws {
    places = try Places.load()
  }

  @Test func `there are 98 municipalities in the order of their codes`() {
    let codes = places.municipalities.map(\.code)
    #expect(codes.count == 98)
    #expect(codes == Set(codes).sorted())
    #expect(places.municipality(code: "0607")?.name == "Fredericia")
    #expect(places.municipality(code: "0607")?.description == "0607 Fredericia")
  }

  @Test(arguments: ["607", "9999", "", "0608", " 0607"]) func `a code outside the table is no municipality`(
    code: String
  ) {
    #expect(places.municipality(code: code) == nil)
  }

  @Test(arguments: [
    ("0607", "2026-12-31", "1083", "Region Syddanmark"), ("0607", "2027-01-01", "1083", "Region Syddanmark"),
    ("0101", "2026-12-31", "1084", "Region Hovedstaden"),
    ("0101", "2027-01-01", "Region Østdanmark", "Region Østdanmark"),
    ("0400", "2027-01-01", "Region Østdanmark", "Region Østdanmark"), ("0265", "2026-12-31", "1085", "Region Sjælland"),
    ("0265", "2030-06-01", "Region Østdanmark", "Region Østdanmark"),
    ("0851", "2026-01-01", "1081", "Region Nordjylland"),
    ("0101", "1999-01-01", "1084", "Region Hovedstaden"),
  ])
  func `the region is that of the day`(code: String, on: String, key: String, name: String) throws {
    let municipality = try #require(places.municipality(code: code))
    let region = places.region(of: municipality, on: try day(on))
    #expect(region.reportKey == key)
    #expect(region.name == name)
  }

  @Test func `both regions of the reform become the same one`() throws {
    let successors = Set(
      try ["0101", "0265"].map { code in
        places.region(of: try #require(places.municipality(code: code)), on: try day("2027-01-01"))
      })
    let region = try #require(successors.first)
    #expect(successors.count == 1)
    #expect(region.code == nil)
    #expect(region.validFrom == (try day("2027-01-01")))
    #expect(region.validTo == nil)
  }
}
