/// Steder: the municipalities and regions of Denmark, and which belonged to which on a day.
///
/// Codes and names of the municipalities: HL7 Denmark, dk-core, municipality code system; the region of each: own
/// compilation, all 98 checked. Regions: the codes of 2007 and the reform of 2027 (L 213), in which Region Hovedstaden
/// and Region Sjælland become Region Østdanmark. Its code is not known yet: a row in `regioner.csv` gives it one.
public struct Places: Sendable {
  /// In the order of their codes.
  public let municipalities: [Municipality]

  private let byCode: [String: Municipality]

  /// The tables that are built into the program.
  public static func load() throws(PlacesError) -> Places {
    try Places(municipalities: PackageResources.kommuner_csv, regions: PackageResources.regioner_csv)
  }

  /// Tables of the same shape from elsewhere, as bytes of UTF-8.
  public init(municipalities bytes: [UInt8], regions: [UInt8]) throws(PlacesError) {
    let regions = try RegionTable(regions)
    let table = try PlacesTable(.municipalities, bytes: bytes, header: "municipality_code,name,region_code")
    var byCode: [String: Municipality] = [:]
    for row in table.rows {
      let (code, name, region) = (row.fields[0], row.fields[1], row.fields[2])
      guard PlacesTable.isCode(code), !name.isEmpty, PlacesTable.isCode(region) else { throw table.malformed(row) }
      guard let history = try regions.history(code: region) else { throw .unknownRegion(line: row.line) }
      if byCode[code] != nil { throw table.repeated(row) }
      byCode[code] = Municipality(code: code, name: name, regions: history)
    }
    self.byCode = byCode
    municipalities = byCode.values.sorted { $0.code < $1.code }
  }

  /// The municipality of a code of four digits; nil if there is none.
  public func municipality(code: String) -> Municipality? { byCode[code] }

  /// A region of its code or, lacking one, its name: what reports print; nil if there is none.
  public func region(reportKey: String) -> Region? {
    municipalities.lazy.flatMap { [$0.regions.first] + $0.regions.successors }.first { $0.reportKey == reportKey }
  }

  /// The region that a municipality belongs to on a day: history keeps the old one.
  ///
  /// Days before the regions began (2007) have the first. Source: domain.md, section 5.1.
  public func region(of municipality: Municipality, on day: CalendarDay) -> Region {
    municipality.regions.region(on: day)
  }
}
