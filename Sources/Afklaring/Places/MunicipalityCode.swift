public import Postgres

/// Kommunekode: four digits, as in `data/kommuner.csv`. Whether there is such a municipality, `Places` knows.
public struct MunicipalityCode: Hashable, Sendable, CustomStringConvertible {
  public let digits: String

  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 4, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    digits = String(text)
  }

  public var description: String { digits }
}

extension MunicipalityCode: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { String.postgresType }
  public var postgresParameter: Parameter { digits.postgresParameter }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    guard let code = MunicipalityCode(try String(decoding: cell)) else { throw cell.problem("four digits") }
    self = code
  }
}
