public import struct FoundationEssentials.UUID
public import typealias FoundationEssentials.uuid_t

// The plain types, each with its binary format. Days and instants are the domain's own and conform where they live.

extension Bool: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { 16 }
  public var postgresParameter: Parameter { .binary(type: 16, [self ? 1 : 0]) }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    guard cell.type == 16 else { throw cell.problem("a bool") }
    self = try cell.integer(UInt8.self) != 0
  }
}

extension Int: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { 20 }
  public var postgresParameter: Parameter { .binary(type: 20, .bigEndian(Int64(self))) }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    switch cell.type {
    case 20: self = Int(try cell.integer(Int64.self))
    case 21: self = Int(try cell.integer(Int16.self))
    case 23: self = Int(try cell.integer(Int32.self))
    case 26: self = Int(try cell.integer(UInt32.self))
    default: throw cell.problem("a whole number")
    }
  }
}

extension Int: PostgresArrayElement {
  public static var postgresElementType: UInt32 { 20 }
  public static var postgresArrayType: UInt32 { 1016 }
}

extension Double: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { 701 }
  public var postgresParameter: Parameter { .binary(type: 701, .bigEndian(bitPattern)) }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    switch cell.type {
    case 700: self = Double(Float(bitPattern: try cell.integer(UInt32.self)))
    case 701: self = Double(bitPattern: try cell.integer(UInt64.self))
    default: throw cell.problem("a float8")
    }
  }
}

extension String: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { 0 }
  public var postgresParameter: Parameter { .text(self) }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    guard !cell.isNull else { throw cell.problem("a text") }
    switch cell.type {
    // "char", name, text, json, xml, unknown, char, varchar, cstring, and the schema's own types: enums above all.
    case 18, 19, 25, 114, 142, 705, 1042, 1043, 2275, 16_384...: self = String(decoding: cell.bytes, as: UTF8.self)
    // jsonb: the format's version comes first.
    case 3802: self = String(decoding: cell.bytes.dropFirst(), as: UTF8.self)
    default: throw cell.problem("a text")
    }
  }
}

extension String: PostgresArrayElement {
  public static var postgresElementType: UInt32 { 25 }
  public static var postgresArrayType: UInt32 { 1009 }
}

extension UUID: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { 2950 }

  public var postgresParameter: Parameter {
    .binary(type: 2950, withUnsafeBytes(of: uuid) { Array($0) })
  }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    guard cell.type == 2950, cell.bytes.count == 16 else { throw cell.problem("a uuid") }
    // Not `UUID()` to be written over: that asks the system for random bytes, for every id that is read.
    self.init(uuid: cell.bytes.loadUnaligned(as: uuid_t.self))
  }
}

extension UUID: PostgresArrayElement {
  public static var postgresElementType: UInt32 { 2950 }
  public static var postgresArrayType: UInt32 { 2951 }
}

/// Bytes as `bytea`. (An array of `UInt8` would be an array of small numbers.)
public struct Bytes: Hashable, Sendable, PostgresEncodable, PostgresDecodable {
  public var value: [UInt8]

  public init(_ value: [UInt8]) {
    self.value = value
  }

  public static var postgresType: UInt32 { 17 }
  public var postgresParameter: Parameter { .binary(type: 17, value) }

  public init(decoding cell: Cell) throws(DecodingProblem) {
    guard cell.type == 17, !cell.isNull else { throw cell.problem("a bytea") }
    value = Array(cell.bytes)
  }
}

extension Bytes: PostgresArrayElement {
  public static var postgresElementType: UInt32 { 17 }
  public static var postgresArrayType: UInt32 { 1001 }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public init(decoding cell: Cell) throws(DecodingProblem) {
    self = cell.isNull ? nil : try Wrapped(decoding: cell)
  }
}

extension Array: PostgresDecodable where Element: PostgresDecodable & PostgresArrayElement {
  public init(decoding cell: Cell) throws(DecodingProblem) {
    self = []
    guard cell.type != 17 else { throw cell.problem("an array") }
    var rest = cell.bytes[...]
    func next() throws(DecodingProblem) -> Int32 {
      guard rest.count >= 4 else { throw cell.problem("an array") }
      defer { rest = rest.dropFirst(4) }
      return rest.prefix(4).reduce(0) { $0 << 8 | Int32($1) }
    }
    let (dimensions, _, type) = (try next(), try next(), UInt32(bitPattern: try next()))
    if dimensions == 0, rest.isEmpty { return }
    let (count, _) = (try next(), try next())
    guard dimensions == 1, count >= 0 else { throw cell.problem("a plain list") }
    for _ in 0..<count {
      let length = Int(try next())
      guard length >= 0, rest.count >= length else { throw cell.problem("an array without nulls") }
      let element = Cell(
        bytes: UnsafeRawBufferPointer(rebasing: rest.prefix(length)), isNull: false, type: type,
        columnName: cell.columnName)
      append(try Element(decoding: element))
      rest = rest.dropFirst(length)
    }
  }
}
