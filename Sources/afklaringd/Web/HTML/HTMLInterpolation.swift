extension HTML: ExpressibleByStringInterpolation {
  /// A literal, trusted. `StaticString` keeps a variable out: `HTML(stringLiteral: name)` does not compile.
  init(stringLiteral markup: StaticString) {
    var interpolation = Interpolation(literalCapacity: markup.utf8CodeUnitCount, interpolationCount: 0)
    interpolation.appendLiteral(markup)
    self.init(stringInterpolation: interpolation)
  }

  /// What may stand in a hole of a page. A type that is not listed here does not compile.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate(set) var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    mutating func appendLiteral(_ markup: StaticString) {
      markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// `\(name)`: text, escaped; nil is nothing.
    mutating func appendInterpolation(_ text: String?) {
      if let text { bytes.appendEscaped(text) }
    }

    /// `\(text: name)`: the same, for where a reader may wonder.
    mutating func appendInterpolation(text: String?) {
      appendInterpolation(text)
    }

    /// `\(count)`: a whole number, plain; nil is nothing.
    mutating func appendInterpolation(_ number: Int?) {
      if let number { bytes.append(contentsOf: String(number).utf8) }
    }

    /// `\(row)`: another piece of a page, as it is; nil is nothing.
    mutating func appendInterpolation(_ html: HTML?) {
      if let html { bytes.append(contentsOf: html.bytes) }
    }

    /// `\(people.map(row))`: the pieces one after another.
    mutating func appendInterpolation(_ pieces: some Sequence<HTML>) {
      for piece in pieces { bytes.append(contentsOf: piece.bytes) }
    }

    /// `\(if: isLate, "<b>\(days)</b>")`: the piece, made only where the condition holds.
    mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
      if condition { bytes.append(contentsOf: html().bytes) }
    }

    /// `<input\(attribute: "checked", if: isChosen)>`: a bare attribute, with the space before it.
    mutating func appendInterpolation(attribute name: StaticString, if condition: Bool) {
      guard condition else { return }
      appendLiteral(" ")
      appendLiteral(name)
    }

    /// `<td\(attribute: "lang", language)>`: an attribute and its escaped value, with the space before it; nil is nothing.
    mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
      guard let value else { return }
      appendInterpolation(attribute: name, if: true)
      appendLiteral("=\"")
      bytes.appendEscaped(value)
      appendLiteral("\"")
    }

    /// `href="/henvisninger/\(path: code)"`: one segment of a path; a slash in it is encoded.
    mutating func appendInterpolation(path segment: String) {
      bytes.appendPercentEncoded(segment)
    }

    /// `href="/henvisninger?navn=\(query: name)"`: a name or a value in a query.
    mutating func appendInterpolation(query value: String) {
      bytes.appendPercentEncoded(value)
    }
  }

  init(stringInterpolation: Interpolation) {
    self.init(stringInterpolation)
  }
}
