/// Svar på en rapport: the table, what was asked, and by when what counts had been recorded.
public struct ReportAnswer: Sendable, Equatable {
  public let report: String
  public let definition: String
  public let request: ReportRequest
  public let knownAt: Instant
  public let table: ReportTable

  /// Comma, header, LF; an empty field where there is no value.
  public var csv: String {
    var writer = CSVWriter()
    writer.write(table.columns)
    for row in table.rows { writer.write(row.map { SpreadsheetText.guarded($0.text) }) }
    return writer.text
  }

  /// One object on one line: numbers as numbers, no value null, a hidden cell as its mark.
  public var json: String {
    let rows = table.rows.map { row in
      Self.object(zip(table.columns, row).map { ($0, $1.json) })
    }
    return Self.object([
      ("report", JSONText.string(report)),
      ("from", JSONText.string("\(request.from)")),
      ("to", JSONText.string("\(request.to)")),
      ("by", Self.array(request.by.map { JSONText.string($0.rawValue) })),
      ("as_of", JSONText.string("\(request.asOf)")),
      ("known_at", JSONText.string("\(knownAt)")),
      ("rows", Self.array(rows)),
    ]) + "\n"
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(JSONText.string($0)):\($1)" }.joined(separator: ",") + "}"
  }

  private static func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }
}

extension ReportCell {
  /// As in a CSV file: empty where there is no value.
  public var text: String {
    switch self {
    case .empty: ""
    case .text(let text), .decimal(let text): text
    case .count(let count): String(count)
    case .mark(let mark): mark.rawValue
    }
  }

  fileprivate var json: String {
    switch self {
    case .empty: "null"
    case .text, .mark: JSONText.string(text)
    case .count, .decimal: text
    }
  }
}
