/// Cells that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`): written with an apostrophe before them, so that
/// nothing in a file runs when somebody opens it, and read without it.
enum SpreadsheetText {
  static func guarded(_ text: String) -> String { isFormula(behindQuotes: text) ? "'" + text : text }

  /// The inverse; any other text stays as it is.
  static func unguarded(_ cell: String) -> String {
    cell.utf8.first == quote && isFormula(behindQuotes: cell) ? String(cell.dropFirst()) : cell
  }

  private static let quote = UInt8(ascii: "'")

  /// Apostrophes before it are passed over, so that what was guarded twice is still told from what was once. A number is none.
  private static func isFormula(behindQuotes text: String) -> Bool {
    let bare = text.utf8.drop { $0 == quote }
    switch bare.first {
    case UInt8(ascii: "-"), UInt8(ascii: "+"): return !bare.dropFirst().allSatisfy(isOfNumber)
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return true
    default: return false
    }
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }
}
