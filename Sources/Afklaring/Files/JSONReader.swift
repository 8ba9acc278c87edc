/// Reads JSON (RFC 8259) value by value, strictly: nothing is taken for something else, and what is wrong has a line and a
/// column. The caller asks for what it expects; nothing of the text is kept that it does not keep.
public final class JSONReader {
  public enum Kind: Sendable {
    case object, array, string, number, truth, null
  }

  /// - Note: line and column count from 1, the column in bytes.
  public struct SyntaxError: Error, CustomStringConvertible {
    public let line, column: Int
    public let reason: String

    public var description: String { "line \(line), column \(column): \(reason)" }
  }

  private static let deepest = 64
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private let bytes: [UInt8]
  private var at: Int
  private var depth = 0

  /// - Parameter bytes: UTF-8, with or without a byte order mark.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// What kind of value comes next; nothing is read.
  public func kind() throws(SyntaxError) -> Kind {
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case let byte? where byte == UInt8(ascii: "-") || Self.digits.contains(byte): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .truth
    case UInt8(ascii: "n"): return .null
    default: throw unexpected("a value")
    }
  }

  /// - Parameter member: is given each name, and reads or skips its value.
  public func object(_ member: (String) throws -> Void) throws {
    try open(UInt8(ascii: "{"), "an object")
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        let name = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
        try member(name)
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw unexpected("a comma or the end of the object") }
    }
    depth -= 1
  }

  /// - Parameter element: reads or skips each value.
  public func array(_ element: () throws -> Void) throws {
    try open(UInt8(ascii: "["), "a list")
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      repeat {
        try element()
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw unexpected("a comma or the end of the list") }
    }
    depth -= 1
  }

  public func string() throws(SyntaxError) -> String {
    skipSpace()
    let start = at
    guard take(UInt8(ascii: "\"")) else { throw unexpected("a text in quotes") }
    let first = at
    var isEscaped = false
    while true {
      guard let byte else { throw error(at: start, "a text that does not end") }
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw error(at: at, "a control character in a text") }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        at += 1
      }
      at += 1
    }
    let plain = bytes[first..<at]
    at += 1
    let text =
      isEscaped ? String(validating: try unescaped(plain), as: UTF8.self) : String(validating: plain, as: UTF8.self)
    guard let text else { throw error(at: start, "a text that is not UTF-8") }
    return text
  }

  /// Nil where the number has a fraction or an exponent, or does not fit 64 bits.
  public func wholeNumber() throws(SyntaxError) -> Int? {
    skipSpace()
    let start = at
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    let end = at
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return end == at ? Int(String(decoding: bytes[start..<end], as: UTF8.self)) : nil
  }

  /// Reads a value of whatever kind and forgets it.
  public func skip() throws {
    switch try kind() {
    case .object: try object { _ in try skip() }
    case .array: try array { try skip() }
    case .string: _ = try string()
    case .number: _ = try wholeNumber()
    case .truth, .null:
      guard ["true", "false", "null"].contains(where: takeWord) else { throw unexpected("a value") }
    }
  }

  /// Nothing may follow.
  public func end() throws(SyntaxError) {
    skipSpace()
    guard at == bytes.count else { throw error(at: at, "something after the value") }
  }

  // MARK: Bytes

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    at += 1
    return true
  }

  private func takeWord(_ word: String) -> Bool {
    guard bytes[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  private func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private func digits() throws(SyntaxError) {
    let start = at
    while let byte, Self.digits.contains(byte) { at += 1 }
    guard at > start else { throw unexpected("a digit") }
  }

  private func open(_ bracket: UInt8, _ what: String) throws(SyntaxError) {
    skipSpace()
    guard take(bracket) else { throw unexpected(what) }
    depth += 1
    guard depth <= Self.deepest else { throw error(at: at - 1, "nesting deeper than \(Self.deepest)") }
  }

  private func unescaped(_ text: ArraySlice<UInt8>) throws(SyntaxError) -> [UInt8] {
    var plain: [UInt8] = []
    var place = text.startIndex
    while place < text.endIndex {
      guard text[place] == UInt8(ascii: "\\") else {
        plain.append(text[place])
        place += 1
        continue
      }
      switch text[place + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(text[place + 1])
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "u"):
        let (scalar, length) = try escapedScalar(text[place...])
        plain += Array(String(scalar).utf8)
        place += length - 2
      default: throw error(at: place, "an escape that JSON does not know")
      }
      place += 2
    }
    return plain
  }

  /// `\uXXXX`, or two of them that make one character; and how many bytes they take.
  private func escapedScalar(_ text: ArraySlice<UInt8>) throws(SyntaxError) -> (Unicode.Scalar, Int) {
    let start = text.startIndex
    func unit(_ offset: Int) -> UInt32? {
      let digits = text.dropFirst(offset + 2).prefix(4)
      guard text.dropFirst(offset).starts(with: Array("\\u".utf8)), digits.count == 4,
        digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
      else { return nil }
      return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
    guard let first = unit(0) else { throw error(at: start, "an escape of four hexadecimal digits is expected") }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard (0xD800..<0xDC00).contains(first), let second = unit(6), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error(at: start, "half of a surrogate pair") }
    return (scalar, 12)
  }

  private func unexpected(_ expected: String) -> SyntaxError {
    error(at: at, byte == nil ? "\(expected) is expected, the text ends" : "\(expected) is expected")
  }

  private func error(at place: Int, _ reason: String) -> SyntaxError {
    let before = bytes[..<place]
    let line = before.count { $0 == 0x0A } + 1
    let column = place - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return SyntaxError(line: line, column: column, reason: reason)
  }
}
