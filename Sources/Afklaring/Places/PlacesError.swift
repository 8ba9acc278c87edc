/// Fejl i stedtabellerne: why the tables of municipalities and regions cannot be used; line 1 is the header.
public enum PlacesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Tabel: the two, by the names of their files.
  public enum Table: String, Hashable, Sendable, CaseIterable {
    case municipalities = "kommuner.csv"
    case regions = "regioner.csv"
  }

  case notUTF8(Table)
  case wrongHeader(Table)
  case noRows(Table)
  case malformedRow(Table, line: Int)
  case repeatedKey(Table, line: Int)
  /// A municipality names a region code that the regions lack.
  case unknownRegion(line: Int)
  /// A region has a successor and no end, an end and no successor, or a successor that begins before the end.
  case brokenSuccession(line: Int)

  public var description: String {
    switch self {
    case .notUTF8(let table): "\(table.rawValue) must be UTF-8"
    case .wrongHeader(let table): "\(table.rawValue) must begin with its header, in the order it was delivered with"
    case .noRows(let table): "\(table.rawValue) must hold at least one row"
    case .malformedRow(let table, let line):
      "\(table.rawValue), line \(line): as many fields as the header, no quotes, codes of four digits, a name, dates"
    case .repeatedKey(let table, let line): "\(table.rawValue), line \(line): each code and region name stands once"
    case .unknownRegion(let line): "kommuner.csv, line \(line): the region code must stand in regioner.csv"
    case .brokenSuccession(let line):
      "regioner.csv, line \(line): valid_to and successor go together, and the successor begins after valid_to"
    }
  }
}
