/// Writes CSV row by row: comma, LF line ends, quotes as in RFC 4180 and only where they are needed.
///
/// ```swift
/// var writer = CSVWriter()
/// writer.write(["month", "admissions"])
/// try await body.send(writer.drain())
/// ```
public struct CSVWriter: Sendable {
  /// What has been written and not drained, UTF-8.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// One row; an empty string is an empty field.
  ///
  /// A row of one empty field is written `""`, since an empty line would be no row.
  public mutating func write(_ fields: [String]) {
    var isFirst = true
    for field in fields {
      if !isFirst { bytes.append(CSVSeparator.comma.rawValue) }
      isFirst = false
      write(field)
    }
    if fields == [""] { bytes.append(contentsOf: [.quote, .quote]) }
    bytes.append(.lineFeed)
  }

  /// Takes what has been written so far; the next rows start afresh.
  public mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// What has been written and not drained.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func write(_ field: String) {
    guard field.utf8.contains(where: \.needsQuotes) else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(.quote)
    for byte in field.utf8 {
      if byte == .quote { bytes.append(.quote) }
      bytes.append(byte)
    }
    bytes.append(.quote)
  }
}

extension UInt8 {
  fileprivate var needsQuotes: Bool {
    self == CSVSeparator.comma.rawValue || self == .quote || self == .lineFeed || self == .carriageReturn
  }
}
