import Afklaring
import Testing

@Suite struct `The header of a CSV file` {
  enum BedColumn: String, CSVColumn {
    case site, bed
    case inServiceFrom = "in_service_from"
    case offers
  }

  let required: [BedColumn] = [.site, .bed, .inServiceFrom]

  @Test func `columns stand in any order and optional ones may be left out`() throws {
    let header = try CSVHeader<BedColumn>(columns: ["in_service_from", "bed", "site"], required: required)
    let record = CSVRecord(line: 2, fields: ["2026-01-01", "B1", ""])
    #expect(header[.inServiceFrom, in: record] == "2026-01-01")
    #expect(header[.bed, in: record] == "B1")
    #expect(header[.site, in: record] == nil)
    #expect(header[.offers, in: record] == nil)
    #expect(header.contains(.site) && !header.contains(.offers))
  }

  static let refused: [([String], String)] = [
    (["site", "bed", "in_service_from", "colour"], "unknown column \"colour\"; allowed are \(allowed)"),
    (["site", "bed", "in_service_from", "Site"], "unknown column \"Site\"; allowed are \(allowed)"),
    (["site", "bed", "in_service_from", ""], "unknown column \"\"; allowed are \(allowed)"),
    (["site", "in_service_from"], "missing column \"bed\"; allowed are \(allowed)"),
    (["site", "bed", "site"], "column \"site\" stands twice; allowed are \(allowed)"),
    (["a\r\nb\u{1B}[31mc"], "unknown column \"a\u{FFFD}\u{FFFD}b\u{FFFD}[31mc\"; allowed are \(allowed)"),
    (
      [String(repeating: "å", count: 41)],
      "unknown column \"\(String(repeating: "å", count: 40))…\"; allowed are \(allowed)"
    ),
  ]
  static let allowed = "site, bed, in_service_from, offers"

  @Test(arguments: refused)
  func `another header is refused and told what is allowed`(columns: [String], sentence: String) {
    let error = #expect(throws: CSVError.self) { try CSVHeader<BedColumn>(columns: columns, required: required) }
    #expect(error?.description == sentence)
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
