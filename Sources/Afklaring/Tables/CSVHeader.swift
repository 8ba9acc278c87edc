/// The columns that a kind of file knows, under their names in the header, in the order in which they are named to people.
///
/// ```swift
/// enum BedColumn: String, CSVColumn { case site, bed, inServiceFrom = "in_service_from" }
/// ```
public protocol CSVColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// Where each column stands in one file; their order is free.
public struct CSVHeader<Column: CSVColumn>: Sendable {
  private let positions: [Column: Int]

  /// Reads the header's names.
  ///
  /// Every case of `Column` is allowed; those not required may be left out. Throws
  /// ``CSVError/unknownColumn(_:allowed:)``, ``CSVError/duplicateColumn(_:allowed:)`` or
  /// ``CSVError/missingColumn(_:allowed:)``, which name the allowed ones.
  public init(columns: [String], required: [Column]) throws(CSVError) {
    let allowed = Column.allCases.map(\.rawValue)
    var positions: [Column: Int] = [:]
    for (position, name) in columns.enumerated() {
      guard let column = Column(rawValue: name) else { throw .unknownColumn(name, allowed: allowed) }
      guard positions.updateValue(position, forKey: column) == nil else {
        throw .duplicateColumn(name, allowed: allowed)
      }
    }
    for column in required where positions[column] == nil {
      throw .missingColumn(column.rawValue, allowed: allowed)
    }
    self.positions = positions
  }

  /// Whether the file has the column at all.
  public func contains(_ column: Column) -> Bool {
    positions[column] != nil
  }

  /// The field under the column; nil where it is empty or the file has no such column.
  public subscript(column: Column, in record: CSVRecord) -> String? {
    guard let position = positions[column], position < record.fields.count else { return nil }
    let field = record.fields[position]
    return field.isEmpty ? nil : field
  }
}
