public import Postgres

// PostgreSQL counts days and microseconds from 2000-01-01, we from 1970-01-01.
private let daysToEpoch: Int32 = 10_957
private let microsecondsToEpoch: Int64 = 946_684_800_000_000

extension CalendarDay: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { 1082 }
  public var postgresParameter: Parameter { .binary(type: 1082, .bigEndian(daysSinceEpoch - daysToEpoch)) }

  /// An infinite date is none: where a range may be open, its end is asked for as an optional.
  public init(decoding cell: Cell) throws(DecodingProblem) {
    let days = try cell.integer(Int32.self)
    guard days != .max, days != .min else { throw cell.problem("a finite date") }
    self.init(daysSinceEpoch: days + daysToEpoch)
  }
}

extension CalendarDay: PostgresArrayElement {
  public static var postgresElementType: UInt32 { 1082 }
  public static var postgresArrayType: UInt32 { 1182 }
}

extension Instant: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { 1184 }

  public var postgresParameter: Parameter {
    .binary(type: 1184, .bigEndian(microsecondsSinceEpoch - microsecondsToEpoch))
  }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    let microseconds = try cell.integer(Int64.self)
    guard microseconds != .max, microseconds != .min else { throw cell.problem("a finite instant") }
    self.init(microsecondsSinceEpoch: microseconds + microsecondsToEpoch)
  }
}
