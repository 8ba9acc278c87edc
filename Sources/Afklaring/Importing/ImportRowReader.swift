internal import Postgres

/// Reads the cells of one record, in the order of the columns of `staged_row`.
struct ImportRowReader {
  private let columns: [(column: ImportColumn, place: Int?)]
  private let separator: CSVSeparator?
  private let keys: Keyring
  /// A name or a number may have come into any column.
  private let mayQuote: Bool

  init(_ kind: ImportKind, _ header: ImportHeader, separator: CSVSeparator?, keys: Keyring) {
    columns = Array(zip(kind.columns, header.places))
    (self.separator, self.keys, mayQuote) = (separator, keys, !kind.holdsPersons)
  }

  /// The line and the cells; nil where one could not be read, which is then among the remarks.
  func cells(of record: CSVRecord, _ remarks: inout [RowRemark]) throws -> [String?]? {
    let before = remarks.count
    var cells: [String?] = [String(record.line)]
    cells.reserveCapacity(columns.count + 5)
    var sealed: [String?] = []
    for (column, place) in columns {
      let cell = place.map { SpreadsheetText.unguarded(CellShape.trimmed(record.fields[$0])) } ?? ""
      do throws(CellRefusal) {
        let value = try read(cell, column)
        try append(value, column, &cells, &sealed)
      } catch {
        let reason = mayQuote ? error.quoting(cell) : error.allowed
        remarks.append(RowRemark(line: record.line, column: column.name, reason: reason))
      }
    }
    return remarks.count == before ? cells + sealed : nil
  }

  private func read(_ cell: String, _ column: ImportColumn) throws(CellRefusal) -> String? {
    guard cell.isEmpty else { return try column.shape.read(cell, separator) }
    guard !column.isRequired else { throw CellRefusal("must not be empty") }
    return column.shape.standard
  }

  /// A number or a name leaves as its index or digest; sealed, and what follows from it, behind the cells.
  private func append(
    _ value: String?, _ column: ImportColumn, _ cells: inout [String?], _ sealed: inout [String?]
  ) throws(CellRefusal) {
    do {
      switch column.shape.kind {
      case .text, .day, .instant, .wholeNumber, .amount, .words, .answers, .yesOrNo: cells.append(value)
      case .personNumber:
        let identity = try value.map { try keys.identity(PersonNumber.parse($0), name: nil) }
        cells.append(identity?.numberIndex.hexadecimal)
        sealed += [
          identity.map { "\\x" + $0.number.hexadecimal }, identity?.bornOn?.description, identity?.sex?.rawValue,
        ]
      case .personName:
        cells.append(value.map(keys.nameDigest))
        sealed.append(try value.map { "\\x" + (try keys.seal($0, as: .personName)).hexadecimal })
      }
    } catch {
      throw CellRefusal("could not be sealed")
    }
  }
}

extension Bytes {
  /// Two digits per byte, lower case.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(value.count * 2)
    for byte in value {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
