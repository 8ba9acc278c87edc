extension CellShape {
  /// A name or a note: plain text, at most so many characters.
  public static func text(_ limit: Int = 500) -> CellShape {
    CellShape(.text) { cell, _ throws(CellRefusal) in
      let text = ComposedText.of(cell)
      guard PlainText.isPlain(text, limit: limit) else { throw CellRefusal(PlainText.allowed(limit)) }
      return text
    }
  }

  /// A code that somebody chose: at most 100 characters.
  public static var code: CellShape { text(100) }

  /// Four digits.
  public static var municipality: CellShape {
    CellShape(.text) { cell, _ throws(CellRefusal) in
      guard MunicipalityCode(cell) != nil else { throw CellRefusal("a municipality code has four digits") }
      return cell
    }
  }

  /// A free word of ASCII.
  public static var word: CellShape {
    CellShape(.text) { cell, _ throws(CellRefusal) in
      guard isWord(cell) else { throw CellRefusal("one word of ASCII letters, digits, - and _, at most 60") }
      return cell
    }
  }

  /// Free words of ASCII, a semicolon between them.
  public static var words: CellShape {
    CellShape(.words) { cell, _ throws(CellRefusal) in
      try list(cell, "words of ASCII letters, digits, - and _, a semicolon between them", where: isWord)
    }
  }

  /// One of these codes.
  public static func one(of codes: [String]) -> CellShape {
    CellShape(.text) { cell, _ throws(CellRefusal) in
      guard codes.contains(cell) else { throw CellRefusal("one of \(codes.joined(separator: ", "))") }
      return cell
    }
  }

  /// Some of these codes, a semicolon between them.
  public static func some(of codes: [String]) -> CellShape {
    CellShape(.words) { cell, _ throws(CellRefusal) in
      try list(cell, "some of \(codes.joined(separator: ", ")), a semicolon between them", where: codes.contains)
    }
  }

  public static var yesOrNo: CellShape {
    CellShape(.yesOrNo) { cell, _ throws(CellRefusal) in
      guard cell == "yes" || cell == "no" else { throw CellRefusal("yes or no") }
      return cell
    }
  }

  private static func list(
    _ cell: String, _ allowed: String, where isAllowed: (String) -> Bool
  ) throws(CellRefusal) -> String {
    let words = cell.split(separator: ";", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    guard words.allSatisfy(isAllowed), Set(words).count == words.count else {
      throw CellRefusal(allowed + ", each once")
    }
    return words.joined(separator: ";")
  }

  private static func isWord(_ text: String) -> Bool {
    (1...60).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
      }
  }

  /// Without the spaces around it.
  static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, isSpace(first) || isSpace(last) else { return text }
    return String(decoding: text.utf8.drop(while: isSpace).reversed().drop(while: isSpace).reversed(), as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || (9...13).contains(byte)
  }
}
