/// The regions of `regioner.csv`, each with those that come after it.
struct RegionTable {
  private struct Entry {
    let line: Int
    let region: Region
    let successor: String?
  }

  private var entries: [Entry] = []

  init(_ bytes: [UInt8]) throws(PlacesError) {
    let table = try PlacesTable(.regions, bytes: bytes, header: "region_code,name,valid_from,valid_to,successor")
    for row in table.rows {
      guard let entry = RegionTable.entry(row) else { throw table.malformed(row) }
      let isRepeated = entries.contains {
        $0.region.name == entry.region.name || ($0.region.code != nil && $0.region.code == entry.region.code)
      }
      if isRepeated { throw table.repeated(row) }
      entries.append(entry)
    }
    for entry in entries { _ = try successors(of: entry) }
  }

  /// The region of a code and its successors; nil if no region has it.
  func history(code: String) throws(PlacesError) -> RegionHistory? {
    guard let entry = entries.first(where: { $0.region.code == code }) else { return nil }
    return RegionHistory(first: entry.region, successors: try successors(of: entry))
  }

  private static func entry(_ row: PlacesTable.Row) -> Entry? {
    let (code, name, to, successor) = (row.fields[0], row.fields[1], row.fields[3], row.fields[4])
    let validTo = CalendarDay(to)
    guard code.isEmpty || PlacesTable.isCode(code), !name.isEmpty, let validFrom = CalendarDay(row.fields[2]),
      to.isEmpty || validTo != nil
    else { return nil }
    let region = Region(code: code.isEmpty ? nil : code, name: name, validFrom: validFrom, validTo: validTo)
    return Entry(line: row.line, region: region, successor: successor.isEmpty ? nil : successor)
  }

  /// A successor with a row of its own has its code and dates from there; without one it begins the day after and has no
  /// code. Each must begin later than the one before it ended, so that the chain ends.
  private func successors(of entry: Entry) throws(PlacesError) -> [Region] {
    switch (entry.region.validTo, entry.successor) {
    case (nil, nil): return []
    case (let end?, let name?):
      guard end >= entry.region.validFrom else { throw .brokenSuccession(line: entry.line) }
      guard let next = entries.first(where: { $0.region.name == name }) else {
        return [Region(code: nil, name: name, validFrom: end.adding(days: 1), validTo: nil)]
      }
      guard next.region.validFrom > end else { throw .brokenSuccession(line: entry.line) }
      return [next.region] + (try successors(of: next))
    default: throw .brokenSuccession(line: entry.line)
    }
  }
}
