/// A piece of a page: what is written literally is markup, what stands in a hole is text and is escaped.
///
/// ```swift
/// let row: HTML = "<li class=\"\(kind)\">\(person.name)</li>"
/// ```
///
/// A `String` variable cannot become markup: literals are taken as `StaticString`, holes are escaped, and the one
/// door past that is ``init(trusted:)``, which can be searched for. Attribute values are always written in double
/// quotes. Escaping does not make a whole address safe: an `href` is written literally, with `\(path:)` and `\(query:)`.
struct HTML: Sendable, Equatable {
  /// The markup as UTF-8, ready to be sent.
  private(set) var bytes: [UInt8]

  /// Nothing at all.
  static let empty = HTML(bytes: [])

  /// Markup taken as it is. Only for what this program wrote itself (its own SVG, say), never for what came from outside.
  init(trusted markup: String) {
    bytes = Array(markup.utf8)
  }

  /// Text, escaped.
  init(text: String) {
    bytes = []
    bytes.appendEscaped(text)
  }

  /// What an interpolation has gathered: literals as they are, holes escaped.
  init(_ interpolation: Interpolation) {
    self.init(bytes: interpolation.bytes)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ other: HTML) {
    bytes.append(contentsOf: other.bytes)
  }

  static func += (left: inout HTML, right: HTML) {
    left.append(right)
  }

  static func + (left: HTML, right: HTML) -> HTML {
    joined([left, right])
  }

  /// The pieces one after another, with the separator between them.
  static func joined(_ pieces: some Collection<HTML>, separator: HTML = .empty) -> HTML {
    var all: [UInt8] = []
    all.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count + separator.bytes.count })
    for (number, piece) in pieces.enumerated() {
      if number > 0 { all.append(contentsOf: separator.bytes) }
      all.append(contentsOf: piece.bytes)
    }
    return HTML(bytes: all)
  }
}

extension Collection where Element == HTML {
  /// The pieces one after another, with the separator between them.
  func joined(separator: HTML = .empty) -> HTML {
    HTML.joined(self, separator: separator)
  }
}

extension HTML: CustomStringConvertible {
  /// The markup as a string.
  var description: String { String(decoding: bytes, as: UTF8.self) }
}
