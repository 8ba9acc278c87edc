internal import Postgres

/// A column after the groups: how it is named, and what it holds.
public enum ReportColumn: Sendable, Equatable {
  /// Of persons or of what happened to them.
  case count(String)
  /// Of days or nights.
  case sum(String)
  /// Rounded by the view; empty where there is no value.
  case decimal(String)
  /// In kroner; `missing` where a rate is.
  case amount(String)

  public var name: String {
    switch self {
    case .count(let name), .sum(let name), .decimal(let name), .amount(let name): name
    }
  }

  var selected: String {
    switch self {
    case .count(let name), .sum(let name): name
    case .decimal(let name): "\(name)::text"
    case .amount(let name): "case when not \(name)_missing then round(\(name), 2)::text end as \(name)"
    }
  }

  func cell(of row: Row) throws -> ReportCell {
    switch self {
    case .count(let name), .sum(let name): .count(try row(name))
    case .decimal(let name): .decimal(orEmpty: try row(name))
    case .amount(let name): try row(name, as: String?.self).map(ReportCell.decimal) ?? .mark(.missing)
    }
  }
}
