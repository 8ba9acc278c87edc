import Afklaring
import Testing

@Suite struct `An error of a CSV file` {
  private static let allowed = ["site", "bed"]

  @Test(arguments: [
    (CSVError.unknownColumn("colour", allowed: allowed), "unknown column \"colour\"; allowed are site, bed"),
    (.missingColumn("bed", allowed: allowed), "missing column \"bed\"; allowed are site, bed"),
    (.duplicateColumn("site", allowed: allowed), "column \"site\" stands twice; allowed are site, bed"),
    (
      .unknownColumn("a\r\nb\u{1B}[31mc", allowed: allowed),
      "unknown column \"a\u{FFFD}\u{FFFD}b\u{FFFD}[31mc\"; allowed are site, bed"
    ),
    (
      .unknownColumn(String(repeating: "å", count: 41), allowed: allowed),
      "unknown column \"\(String(repeating: "å", count: 40))…\"; allowed are site, bed"
    ),
  ])
  func `another header is refused and told what is allowed`(error: CSVError, sentence: String) {
    #expect(error.description == sentence)
  }

  @Test(arguments: [
    CSVError.unreadable(.isMissing), .empty, .twoSeparators(line: 1),
    .invalidUTF8(line: 1), .nulByte(line: 1), .unterminatedQuote(line: 1), .textAfterQuote(line: 1),
    .quoteInsideField(line: 1), .fieldTooLong(line: 1, limit: 9), .tooManyColumns(line: 1, limit: 9),
  ])
  func `an error is one line`(error: CSVError) {
    #expect(!error.description.isEmpty && !error.description.contains(where: \.isNewline))
  }
}
