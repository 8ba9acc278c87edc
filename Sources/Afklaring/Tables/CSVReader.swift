/// Reads CSV piece by piece: RFC 4180, with LF or CR as well as CRLF, and a semicolon as well as the comma.
///
/// UTF-8 with or without byte order mark. The first comma or semicolon outside quotes in the header is the file's
/// separator; where there is neither, the file has one column, and a comma in a later row is one field too many.
/// Empty lines are skipped. Fields keep their spaces, and the line ends inside quotes.
public struct CSVReader: Sendable {
  /// The separator told from the header; nil until one was met.
  public private(set) var separator: CSVSeparator?

  private let limits: CSVLimits
  private var place = Place.fieldStart
  private var start: [UInt8]? = []
  private var afterReturn = false
  private var line = 1
  private var quoteLine = 1
  private var columns: Int?
  private var record = CSVRecordBuffer()

  private enum Place { case fieldStart, plain, quoted, afterQuote }

  public init(_ limits: CSVLimits = CSVLimits()) {
    self.limits = limits
  }

  /// Takes the next piece of the file and delivers each row that ends in it, the header first.
  ///
  /// After an error the reader is used no more.
  public mutating func feed(_ bytes: ArraySlice<UInt8>, deliver: (CSVRow) -> Void) throws(CSVError) {
    guard let start else { return try read(bytes, deliver) }
    let seen = start + bytes
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if seen.count < byteOrderMark.count && byteOrderMark.starts(with: seen) {
      self.start = seen
    } else {
      self.start = nil
      try read(seen.starts(with: byteOrderMark) ? seen.dropFirst(byteOrderMark.count) : seen[...], deliver)
    }
  }

  /// Takes the next piece of the file, whole.
  public mutating func feed(_ bytes: [UInt8], deliver: (CSVRow) -> Void) throws(CSVError) {
    try feed(bytes[...], deliver: deliver)
  }

  /// The file is at its end: delivers the last row where no line end closed it.
  ///
  /// Throws ``CSVError/empty`` where there was no record at all.
  public mutating func finish(deliver: (CSVRow) -> Void) throws(CSVError) {
    if let start {
      self.start = nil
      try read(start[...], deliver)
    }
    if place == .quoted { throw .unterminatedQuote(line: quoteLine) }
    try endLine(deliver)
    if columns == nil { throw .empty }
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, _ deliver: (CSVRow) -> Void) throws(CSVError) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let runEnd = place == .quoted ? bytes.endOfQuotedRun(from: index) : bytes.endOfPlainRun(from: index)
      if index < runEnd {
        try append(bytes[index..<runEnd])
        index = runEnd
      } else {
        try take(bytes[index], deliver)
        index += 1
      }
    }
  }

  /// One byte that may mean something: a quote, a separator, a line end or a NUL.
  private mutating func take(_ byte: UInt8, _ deliver: (CSVRow) -> Void) throws(CSVError) {
    let endsPair = afterReturn && byte == .lineFeed
    switch (byte, place) {
    case (.nul, _): throw .nulByte(line: line)
    case (.quote, .fieldStart): openQuote()
    case (.quote, .plain): throw .quoteInsideField(line: line)
    case (.quote, .quoted): place = .afterQuote
    case (.quote, .afterQuote):
      place = .quoted
      try append(CollectionOfOne(byte))
    case (.lineFeed, .quoted), (.carriageReturn, .quoted):
      try append(CollectionOfOne(byte))
      if !endsPair { line += 1 }
    case (.lineFeed, _), (.carriageReturn, _):
      if !endsPair { try endLine(deliver) }
    default:
      try settleSeparator(byte)
      if byte == (separator ?? .comma).rawValue { try endField() } else { try append(CollectionOfOne(byte)) }
    }
    afterReturn = byte == .carriageReturn
  }

  private mutating func append(_ run: some Collection<UInt8>) throws(CSVError) {
    if place == .afterQuote { throw .textAfterQuote(line: line) }
    if place == .fieldStart { place = .plain }
    afterReturn = false
    guard record.fieldLength + run.count <= limits.fieldBytes else {
      throw .fieldTooLong(line: record.line, limit: limits.fieldBytes)
    }
    record.append(run)
  }

  private mutating func openQuote() {
    place = .quoted
    quoteLine = line
  }

  private mutating func settleSeparator(_ byte: UInt8) throws(CSVError) {
    guard columns == nil else { return }
    separator = separator ?? CSVSeparator(rawValue: byte)
    if separator?.rawValue != byte { throw .twoSeparators(line: line) }
  }

  private mutating func endField() throws(CSVError) {
    place = .fieldStart
    record.endField()
    if record.fieldCount > limits.columns { throw .tooManyColumns(line: record.line, limit: limits.columns) }
  }

  private mutating func endLine(_ deliver: (CSVRow) -> Void) throws(CSVError) {
    let isBlank = place == .fieldStart && record.fieldCount == 0
    line += 1
    if !isBlank {
      try endField()
      let whole = try record.take()
      let expected = columns ?? whole.fields.count
      columns = expected
      let fits = whole.fields.count == expected
      deliver(
        fits
          ? .record(whole)
          : .wrongFieldCount(line: whole.line, expected: expected, found: whole.fields.count))
    }
    record.line = line
  }
}
