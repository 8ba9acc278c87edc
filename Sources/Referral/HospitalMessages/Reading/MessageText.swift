import Afklaring

/// Texts of a message, held to what may be stored: bounded and plain, ids of FHIR's alphabet.
enum MessageText {
  /// Characters (Unicode scalars) of a name, a place, an address.
  static let longest = 200

  /// An id of FHIR, 1 to 64 of `A-Z a-z 0-9 - .`; need not be a UUID.
  static func isIdentifier(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  static func identifier(_ text: some StringProtocol, _ place: String) throws(MessageProblem) -> String {
    guard text.utf8.count <= 64 else { throw MessageProblem(.tooLong, place, "must have at most 64 characters") }
    guard isIdentifier(text) else {
      throw MessageProblem(.wrongDatatype, place, "must be an id: 1 to 64 letters, digits, hyphens and stops")
    }
    return String(text)
  }

  /// The text without spaces at its ends, nil where nothing is left.
  static func bounded(_ text: String?, _ place: String) throws(MessageProblem) -> String? {
    guard let text else { return nil }
    guard PlainText.length(text) <= longest else {
      throw MessageProblem(.tooLong, place, "must have at most \(longest) characters")
    }
    let spaceless = text.drop { $0 == " " }
    let trimmed = String(spaceless.reversed().drop { $0 == " " }.reversed())
    guard !trimmed.isEmpty else { return nil }
    guard PlainText.isPlain(trimmed) else {
      throw MessageProblem(.wrongDatatype, place, "must be visible text on one line, without control characters")
    }
    return trimmed
  }

  static func isNumber(_ text: String, digits: ClosedRange<Int>) -> Bool {
    digits.contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// A date and time of FHIR; digits of a second beyond the sixth are dropped, since senders write seven.
  static func instant(_ text: String, _ place: String) throws(MessageProblem) -> Instant {
    do {
      return try Instant.parse(microseconds(text))
    } catch {
      throw MessageProblem(.wrongDatatype, place, "must be a date and time such as 2026-11-22T14:30:00+01:00")
    }
  }

  private static func microseconds(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let fraction = text[point...].dropFirst().prefix { $0.isASCII && $0.isNumber }
    return String(text[...point] + fraction.prefix(6) + text[fraction.endIndex...])
  }
}
