/// A table of places as it is delivered: UTF-8, comma, header, LF, no quotes.
struct PlacesTable {
  struct Row {
    /// 1 is the header.
    let line: Int
    let fields: [String]
  }

  let table: PlacesError.Table
  let rows: [Row]

  init(_ table: PlacesError.Table, bytes: [UInt8], header: String) throws(PlacesError) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(table) }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    guard lines.first.map(String.init) == header else { throw .wrongHeader(table) }
    self.table = table
    rows = zip(2..., lines.dropFirst()).map { line, text in
      Row(line: line, fields: text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }
    if rows.isEmpty { throw .noRows(table) }
    let width = header.split(separator: ",").count
    for row in rows where row.fields.count != width || row.fields.contains(where: { $0.contains("\"") }) {
      throw .malformedRow(table, line: row.line)
    }
  }

  func malformed(_ row: Row) -> PlacesError { .malformedRow(table, line: row.line) }
  func repeated(_ row: Row) -> PlacesError { .repeatedKey(table, line: row.line) }

  static func isCode(_ text: String) -> Bool {
    text.utf8.count == 4 && text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
  }
}
