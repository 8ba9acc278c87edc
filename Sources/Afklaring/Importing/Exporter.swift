internal import Postgres

/// Udlæsning: what the database holds of a kind, in the columns in which it is imported.
public struct Exporter: Sendable {
  private let database: Database
  private let kinds: [ImportKind]

  public init(_ database: Database, kinds: [ImportKind]) {
    (self.database, self.kinds) = (database, kinds)
  }

  /// Writes CSV, some thousand rows at a time, in the order of the kind's key. Numbers and names stand in full.
  ///
  /// - Throws: `ImportRefusal` where there is no such kind; `KeyringError` where a value was sealed with another key.
  public func run(kind name: String, write: @Sendable ([UInt8]) async throws -> Void) async throws {
    let kind = try kinds.named(name)
    var writer = CSVWriter()
    writer.write(kind.columns.map(\.name))
    try await write(writer.drain())
    try await database.reading(as: .system) { transaction in
      transaction.later("select set_config('statement_timeout', '0', true)")
      transaction.later(rows(of: kind))
      // The name tells one kind from another, so that a statement prepared for one is not taken for the other.
      let next: SQL = "fetch forward 2000 from \(cursor(of: kind))"
      while true {
        let rows = try await transaction.query(next)
        if rows.isEmpty { return }
        var writer = CSVWriter()
        for row in rows { writer.write(try kind.columns.map { SpreadsheetText.guarded(try cell($0, of: row)) }) }
        try await write(writer.drain())
      }
    }
  }

  private func rows(of kind: ImportKind) -> SQL {
    let fields = kind.columns.map { column in
      switch column.shape.kind {
      case .personNumber: "number_sealed"
      case .personName: "name_sealed"
      case .text, .day, .instant, .wholeNumber, .amount, .words, .answers, .yesOrNo: column.field
      }
    }
    let order = kind.keyFields.map { "\($0) collate \"C\"" }
    return SQL(
      trusted: """
        declare rows_of_\(kind.name) no scroll cursor for
        select \(fields.joined(separator: ", "))
        from export_\(kind.name)
        order by \(order.joined(separator: ", ")), subject_id
        """)
  }

  private func cursor(of kind: ImportKind) -> SQL { SQL(trusted: "rows_of_" + kind.name) }

  private func cell(_ column: ImportColumn, of row: Row) throws -> String {
    switch column.shape.kind {
    case .personNumber:
      let sealed: Bytes? = try row("number_sealed")
      return try sealed.map { try database.keys.open($0, as: .personNumber) } ?? ""
    case .personName:
      let sealed: Bytes? = try row("name_sealed")
      return try sealed.map { try database.keys.open($0, as: .personName) } ?? ""
    case .instant:
      let cell: String? = try row(column.field)
      return try cell.map { try Instant.parseDayOrInstant($0).cell } ?? ""
    case .text, .day, .wholeNumber, .amount, .words, .answers, .yesOrNo:
      return try row(column.field) ?? ""
    }
  }
}

extension DayOrInstant {
  /// As people write it: Danish time to the minute, with its offset only where the clocks show it a second time.
  fileprivate var cell: String {
    get throws {
      switch self {
      case .day(let day): return day.description
      case .instant(let instant):
        let written = instant.description
        guard let offset = written.lastIndex(of: "+") else { return written }
        let local = written[..<offset]
        let isFirst = try Instant.parse(local) == instant
        let shown = local.hasSuffix(":00") && local.utf8.count == 19 ? local.dropLast(3) : local
        return String(shown) + (isFirst ? "" : String(written[offset...]))
      }
    }
  }
}
