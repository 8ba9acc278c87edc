/// Rapporttabel: named columns, the groups first, and typed cells.
public struct ReportTable: Sendable, Equatable {
  public let columns: [String]
  /// In the order in which they are written, the total last.
  public let rows: [[ReportCell]]

  public init(columns: [String], rows: [[ReportCell]]) {
    (self.columns, self.rows) = (columns, rows)
  }
}

/// What stands in a cell of a report.
public enum ReportCell: Sendable, Equatable {
  /// No value.
  case empty
  case text(String)
  case count(Int)
  /// A decimal number, rounded and with its decimals, as it is written.
  case decimal(String)
  case mark(ReportMark)
}

/// What stands in a cell instead of its value.
public enum ReportMark: String, Sendable {
  /// A counted day has no rate.
  case missing
  /// A count from one to four.
  case fewerThanFive = "<5"
  case hidden = "*"
}

extension ReportCell {
  /// The cells of the group columns of a row.
  ///
  /// - Parameter values: the groups' values; nil in the row of the total.
  public static func groups(_ groups: [ReportGroup], _ values: [String]?) -> [ReportCell] {
    guard let values else { return groups.map { _ in .text("total") } }
    return zip(groups, values).map { group, value in
      if value.isEmpty { return .empty }
      if group.isNumber, let number = Int(value) { return .count(number) }
      return .text(value)
    }
  }

  /// A number that may be missing altogether.
  public static func decimal(orEmpty value: String?) -> ReportCell {
    value.map(ReportCell.decimal) ?? .empty
  }
}
