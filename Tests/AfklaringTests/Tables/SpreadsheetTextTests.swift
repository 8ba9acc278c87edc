import Testing

@testable import Afklaring

@Suite struct `For a spreadsheet` {
  @Test(arguments: ["=1+1", "+45 12", "-x", "@SUM(A1)", "'=1+1", "''=", "\t=1"])
  func `a formula is written as a text, and read as it was`(text: String) {
    #expect(SpreadsheetText.guarded(text) == "'" + text)
    #expect(SpreadsheetText.unguarded(SpreadsheetText.guarded(text)) == text)
  }

  @Test(arguments: ["Huset", "'Huset'", "", "'", "12", "-1.5", "2026-01-01"])
  func `any other text is left alone`(text: String) {
    #expect(SpreadsheetText.guarded(text) == text && SpreadsheetText.unguarded(text) == text)
  }
}
