/// One value on its way to the server: its type (0 = the server infers it), its bytes (nil = null), and their format.
public struct Parameter: Sendable {
  let type: UInt32
  let bytes: [UInt8]?
  let isBinary: Bool

  /// - Parameters:
  ///   - type: the type's OID in `pg_type`, or 0 for "as the context says".
  ///   - binary: the value in PostgreSQL's binary format (big-endian).
  public static func binary(type: UInt32, _ bytes: [UInt8]?) -> Parameter {
    Parameter(type: type, bytes: bytes, isBinary: true)
  }

  /// A value in PostgreSQL's text format, whose type the server infers from where it stands.
  public static func text(_ text: String?) -> Parameter {
    Parameter(type: 0, bytes: text.map { Array($0.utf8) }, isBinary: false)
  }
}

/// A type that can stand in a hole of `SQL`.
public protocol PostgresEncodable: Sendable {
  /// The type's OID in `pg_type`; 0 where the server is to infer it.
  static var postgresType: UInt32 { get }
  var postgresParameter: Parameter { get }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var postgresType: UInt32 { Wrapped.postgresType }

  public var postgresParameter: Parameter {
    self?.postgresParameter ?? .binary(type: Wrapped.postgresType, nil)
  }
}

extension Array: PostgresEncodable where Element: PostgresEncodable & PostgresArrayElement {
  public static var postgresType: UInt32 { Element.postgresArrayType }

  /// The binary array format: dimensions, a null flag, the element type, the length, the lower bound, the elements.
  public var postgresParameter: Parameter {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(Int32(isEmpty ? 0 : 1))
    bytes.appendBigEndian(Int32(0))
    bytes.appendBigEndian(Element.postgresElementType)
    if !isEmpty {
      bytes.appendBigEndian(Int32(count))
      bytes.appendBigEndian(Int32(1))
    }
    for element in self {
      let value = element.postgresParameter.bytes ?? []
      // A length that does not fit is refused with the whole before it is sent.
      bytes.appendBigEndian(Int32(truncatingIfNeeded: value.count))
      bytes += value
    }
    return .binary(type: Element.postgresArrayType, bytes)
  }
}

/// A type that can be an element of an array parameter or an array in a row.
public protocol PostgresArrayElement {
  static var postgresElementType: UInt32 { get }
  static var postgresArrayType: UInt32 { get }
}

extension [UInt8] {
  public mutating func appendBigEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  public static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    Swift.withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
