/// The record being read: its fields' bytes one after another, without separators and quotes.
struct CSVRecordBuffer: Sendable {
  /// The physical line where the record starts.
  var line = 1

  private var text: [UInt8] = []
  private var ends: [Int] = []

  var fieldCount: Int { ends.count }

  /// The length of the field that is being read.
  var fieldLength: Int { text.count - (ends.last ?? 0) }

  mutating func append(_ run: some Collection<UInt8>) {
    text.append(contentsOf: run)
  }

  mutating func endField() {
    ends.append(text.count)
  }

  /// The record as strings; the buffer is empty afterwards.
  mutating func take() throws(CSVError) -> CSVRecord {
    var fields: [String] = []
    fields.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      let bytes = text[start..<end]
      // Repairing and comparing takes a third of the time of `String(validating:as:)`.
      let field = String(decoding: bytes, as: UTF8.self)
      guard field.utf8.elementsEqual(bytes) else {
        throw .invalidUTF8(line: line + lineEnds(before: start + bytes.validPrefix(for: field)))
      }
      fields.append(field)
      start = end
    }
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    return CSVRecord(line: line, fields: fields)
  }

  private func lineEnds(before end: Int) -> Int {
    text.indices.prefix(end).count { index in
      switch text[index] {
      case .lineFeed: index == 0 || text[index - 1] != .carriageReturn
      case .carriageReturn: true
      default: false
      }
    }
  }
}

extension UInt8 {
  static let nul: UInt8 = 0
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let quote: UInt8 = 0x22
}

extension ArraySlice<UInt8> {
  /// How many bytes stand before the first that repairing changed.
  fileprivate func validPrefix(for repaired: String) -> Int {
    zip(repaired.utf8, self).prefix { $0 == $1 }.count
  }

  /// Where the bytes end that mean nothing outside quotes. Nearly all of them lie above the comma.
  func endOfPlainRun(from start: Int) -> Int {
    var index = start
    while index < endIndex {
      let byte = self[index]
      if byte > CSVSeparator.comma.rawValue {
        if byte == CSVSeparator.semicolon.rawValue { return index }
      } else if byte == CSVSeparator.comma.rawValue || byte.endsQuotedRun {
        return index
      }
      index += 1
    }
    return index
  }

  /// Where the bytes end that mean nothing inside quotes.
  func endOfQuotedRun(from start: Int) -> Int {
    var index = start
    while index < endIndex, !self[index].endsQuotedRun { index += 1 }
    return index
  }
}

extension UInt8 {
  fileprivate var endsQuotedRun: Bool {
    self == .quote || self == .lineFeed || self == .carriageReturn || self == .nul
  }
}
