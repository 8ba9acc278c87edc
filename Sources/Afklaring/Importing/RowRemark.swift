/// Bemærkning til en række: what an import has to say about one row: where, and what is allowed there.
public struct RowRemark: Error, Sendable, Equatable, CustomStringConvertible {
  /// The physical line of the file, the header being 1; nil where the whole file is meant.
  public let line: Int?
  /// The column's name in the header; nil where the whole row is meant.
  public let column: String?
  /// English, one line fit for a terminal; it never holds a number or a name of a person.
  public let reason: String

  public init(line: Int?, column: String?, reason: String) {
    (self.line, self.column, self.reason) = (line, column, PlainText.shown(reason))
  }

  /// `line 7, column ready_on: must not lie before the day of admitted_at`.
  public var description: String {
    let place = [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap(\.self)
    return place.isEmpty ? reason : place.joined(separator: ", ") + ": " + reason
  }
}

/// The first hundred remarks by line, and how many there are.
public struct RowRemarks: Sendable, Equatable {
  static let limit = 100

  /// In the order of their lines, a hundred at most.
  public private(set) var first: [RowRemark] = []
  public private(set) var total = 0

  init() {}

  init(_ remarks: [RowRemark], total: Int) {
    add(remarks, total: total)
  }

  public var isEmpty: Bool { total == 0 }

  mutating func add(_ remark: RowRemark) {
    total += 1
    if first.count < RowRemarks.limit { first.append(remark) }
  }

  /// Joins in remarks of the same lines; both sides hold their first hundred, so that the union does as well.
  mutating func add(_ remarks: [RowRemark], total: Int) {
    let merged = (first + remarks).enumerated().sorted { left, right in
      (left.element.line ?? .max, left.offset) < (right.element.line ?? .max, right.offset)
    }
    first = Array(merged.map(\.element).prefix(RowRemarks.limit))
    self.total += total
  }
}
