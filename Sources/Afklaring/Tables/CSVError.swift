/// Why a CSV file cannot be read on: each is the end of the file for its reader.
///
/// A row with too few or too many fields is not among them: that is ``CSVRow/wrongFieldCount(line:expected:found:)``,
/// and the rows after it are still read.
public enum CSVError: Error, Sendable, Equatable {
  case unreadable(InputFileError)
  /// Not one record, so no header either.
  case empty
  /// Both comma and semicolon stand outside quotes in the header.
  case twoSeparators(line: Int)
  case invalidUTF8(line: Int)
  case nulByte(line: Int)
  /// The line where the quote was opened.
  case unterminatedQuote(line: Int)
  case textAfterQuote(line: Int)
  case quoteInsideField(line: Int)
  /// The line where the record starts.
  case fieldTooLong(line: Int, limit: Int)
  case tooManyColumns(line: Int, limit: Int)
  case unknownColumn(String, allowed: [String])
  /// As above, where the name may be a person's: the first row of a file without a header.
  case unknownColumnAt(Int, allowed: [String])
  case missingColumn(String, allowed: [String])
  case duplicateColumn(String, allowed: [String])
}

extension CSVError: CustomStringConvertible {
  /// One line in English; it names no cell's content but that of the header.
  public var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .empty: "the file is empty: a header was expected"
    case .twoSeparators(let line): "line \(line): the header has both commas and semicolons; use one of them"
    case .invalidUTF8(let line): "line \(line): not valid UTF-8; save the file as UTF-8"
    case .nulByte(let line): "line \(line): a NUL byte; save the file as UTF-8 text"
    case .unterminatedQuote(let line): "line \(line): a quote begins here and never ends"
    case .textAfterQuote(let line): "line \(line): text after a closing quote; write a quote inside quotes twice"
    case .quoteInsideField(let line): "line \(line): a quote inside a bare field; put the whole field in quotes"
    case .fieldTooLong(let line, let limit): "line \(line): a field is longer than \(limit) bytes"
    case .tooManyColumns(let line, let limit): "line \(line): more than \(limit) columns"
    case .unknownColumn(let name, let allowed): "unknown column \(name.quoted); allowed are \(allowed.listed)"
    case .unknownColumnAt(let place, let allowed):
      "column \(place) of the header is unknown; allowed are \(allowed.listed)"
    case .missingColumn(let name, let allowed): "missing column \(name.quoted); allowed are \(allowed.listed)"
    case .duplicateColumn(let name, let allowed): "column \(name.quoted) stands twice; allowed are \(allowed.listed)"
    }
  }
}

extension String {
  /// At most 40 characters in quotes.
  fileprivate var quoted: String { "\"\(PlainText.shown(self, limit: 40))\"" }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
