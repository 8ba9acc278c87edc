/// Kolonne: a column of an imported file.
public struct ImportColumn: Sendable {
  /// In the header.
  public let name: String
  /// In the database's temporary tables and in the export view.
  let field: String
  let shape: CellShape
  let isRequired: Bool

  /// A column that may be left out, and whose cells may be empty.
  ///
  /// - Parameter field: where the name is a word of SQL.
  public static func optional(_ name: String, as field: String? = nil, _ shape: CellShape) -> ImportColumn {
    ImportColumn(name: name, field: field ?? name, shape: shape, isRequired: false)
  }

  public static func required(_ name: String, as field: String? = nil, _ shape: CellShape) -> ImportColumn {
    ImportColumn(name: name, field: field ?? name, shape: shape, isRequired: true)
  }
}

/// Where each column stands in one file; their order is free.
struct ImportHeader: Sendable {
  /// For each column of the kind its place in the file.
  let places: [Int?]

  init(_ names: [String], of kind: ImportKind) throws(CSVError) {
    let (columns, allowed) = (kind.columns, kind.columns.map(\.name))
    var places: [String: Int] = [:]
    for (place, name) in names.map(CellShape.trimmed).enumerated() {
      guard allowed.contains(name) else {
        throw kind.holdsPersons
          ? .unknownColumnAt(place + 1, allowed: allowed) : .unknownColumn(Self.shown(name), allowed: allowed)
      }
      guard places.updateValue(place, forKey: name) == nil else { throw .duplicateColumn(name, allowed: allowed) }
    }
    for column in columns where column.isRequired && places[column.name] == nil {
      throw .missingColumn(column.name, allowed: allowed)
    }
    self.places = columns.map { places[$0.name] }
  }

  /// Of a file without a header the first row stands here: only what could be a column's name is shown.
  private static func shown(_ name: String) -> String {
    name.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 } ? name : "…"
  }
}
