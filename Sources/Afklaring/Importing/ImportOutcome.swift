/// Udfald af en indlæsning: what an import did, or would do.
public struct ImportOutcome: Sendable, Equatable, CustomStringConvertible {
  public let kind: String
  public let new: Int
  public let changed: Int
  public let unchanged: Int
  /// What was said, and taken all the same.
  public let warnings: RowRemarks
  public let isDryRun: Bool

  /// `episodes: 17 new, 1 changed, 0 unchanged`.
  public var description: String {
    let counts = "\(kind): \(new) new, \(changed) changed, \(unchanged) unchanged"
    return isDryRun ? counts + " (dry run: nothing was written)" : counts
  }
}

/// Afvist indlæsning: why a file was not taken; nothing of it was written.
public struct ImportRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  public let remarks: RowRemarks

  init(_ remarks: RowRemarks) {
    self.remarks = remarks
  }

  init(_ reason: String) {
    remarks = RowRemarks([RowRemark(line: nil, column: nil, reason: reason)], total: 1)
  }

  /// One line each: the first hundred, then a count of the rest.
  public var lines: [String] {
    let rest = remarks.total - remarks.first.count
    return remarks.first.map(\.description) + (rest > 0 ? ["and \(rest) more"] : [])
  }

  public var description: String { lines.joined(separator: "\n") }
}
