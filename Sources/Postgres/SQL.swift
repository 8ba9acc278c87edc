/// SQL text whose holes become numbered parameters: a value can never be read as SQL.
///
/// `"select name from site where site_id = \(siteID)"` is sent as `select name from site where site_id = $1`.
/// Another `SQL` in a hole is joined in, its parameters renumbered. There is no way to put a `String` into the text
/// but `SQL(trusted:)`, which is for files embedded in the binary.
public struct SQL: Sendable {
  enum Piece: Sendable {
    case text(String)
    case parameter(Parameter)
  }

  var pieces: [Piece]

  public init(trusted text: String) {
    pieces = [.text(text)]
  }

  /// Joins fragments, as in a list of conditions.
  public static func joined(_ fragments: [SQL], separator: String) -> SQL {
    var whole = SQL(trusted: "")
    for (index, fragment) in fragments.enumerated() {
      if index > 0 { whole.pieces.append(.text(separator)) }
      whole.pieces += fragment.pieces
    }
    return whole
  }

  /// The text with `$1, $2, ...` and the parameters in that order.
  func rendered() -> (text: String, parameters: [Parameter]) {
    var text = ""
    var parameters: [Parameter] = []
    for piece in pieces {
      switch piece {
      case .text(let part):
        text += part
      case .parameter(let parameter):
        parameters.append(parameter)
        text += "$\(parameters.count)"
      }
    }
    return (text, parameters)
  }
}

extension SQL: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) {
    self.init(trusted: value)
  }

  public init(stringInterpolation: Interpolation) {
    pieces = stringInterpolation.pieces
  }

  public struct Interpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(interpolationCount * 2 + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.text(literal)) }
    }

    public mutating func appendInterpolation(_ value: some PostgresEncodable) {
      pieces.append(.parameter(value.postgresParameter))
    }

    /// Nil is null.
    public mutating func appendInterpolation(_ value: (some PostgresEncodable)?) {
      pieces.append(.parameter(value.postgresParameter))
    }

    public mutating func appendInterpolation(_ sql: SQL) {
      pieces += sql.pieces
    }
  }
}
