/// Ren tekst: what a name, a note or a code may hold; one rule for forms, the API, files and commands.
public enum PlainText {
  /// Whether a text has something to see, all of it on one line and in the order in which it is written.
  ///
  /// White space at its ends is for the caller to take away. Joiners and the like may stand between letters.
  public static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.isPlain)
      && text.unicodeScalars.contains { !$0.isInvisible && !$0.properties.isWhitespace }
  }

  /// Whether a text is plain and no longer than a limit.
  public static func isPlain(_ text: String, limit: Int) -> Bool { length(text) <= limit && isPlain(text) }

  /// What is allowed, in words: `at most 60 visible characters on one line, no control characters`.
  public static func allowed(_ limit: Int) -> String {
    "at most \(limit) visible characters on one line, no control characters"
  }

  /// How long a text is, in Unicode scalars: a single character, as a reader counts, may hold any number of them.
  public static func length(_ text: String) -> Int { text.unicodeScalars.count }

  /// A text for a terminal or a log: what cannot be seen stands as `�`, and what is longer than the limit ends in `…`.
  public static func shown(_ text: String, limit: Int = .max) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) { shown.append(scalar.isInvisible ? "\u{FFFD}" : scalar) }
    return String(shown) + (length(text) > limit ? "…" : "")
  }
}

extension Unicode.Scalar {
  /// Neither a control (C0, DEL or C1), nor the end of a line, nor a mark that turns the direction of what follows.
  fileprivate var isPlain: Bool {
    switch value {
    case 0x20...0x7E: true
    default: !isControl && !properties.isBidiControl
    }
  }

  fileprivate var isInvisible: Bool {
    switch value {
    case 0x20...0x7E: false
    default: isControl || properties.generalCategory == .format || properties.isDefaultIgnorableCodePoint
    }
  }

  private var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
