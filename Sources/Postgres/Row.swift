/// The answer to one statement: its rows, still in the server's binary format, decoded when asked for.
public struct Rows: Sendable, RandomAccessCollection {
  let result: ResultHandle

  public var startIndex: Int { 0 }
  public var endIndex: Int { result.rowCount }
  public subscript(index: Int) -> Row { Row(result: result, index: index) }

  /// The number of rows that an insert, update or delete touched, or that a select gave.
  public var affected: Int { result.affected }

  public var columns: [String] { result.columns }

  /// The command as the server names it, as in `INSERT 0 1` or `COMMIT`.
  public var commandTag: String { result.commandTag }
}

/// One row. Cells are taken by place (`decode`) or by name (`row("ready_on")`).
public struct Row: Sendable {
  let result: ResultHandle
  let index: Int

  /// The cells from the first on, in the order of the select list.
  ///
  /// - Throws: `DecodingProblem` where a cell is null or of another shape than asked for.
  public func decode<each Value: PostgresDecodable>(
    _ types: repeat (each Value).Type
  ) throws(DecodingProblem) -> (repeat each Value) {
    var column = 0
    func next<One: PostgresDecodable>(_ type: One.Type) throws(DecodingProblem) -> One {
      defer { column += 1 }
      return try decode(type, at: column)
    }
    return (repeat try next((each Value).self))
  }

  /// The cell of a named column.
  public func callAsFunction<Value: PostgresDecodable>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(DecodingProblem) -> Value {
    guard let column = result.column(named: name) else { throw DecodingProblem(column: name, expected: "a column") }
    return try decode(type, at: column)
  }

  private func decode<Value: PostgresDecodable>(_ type: Value.Type, at column: Int) throws(DecodingProblem) -> Value {
    guard index < result.rowCount else { throw DecodingProblem(column: "\(column + 1)", expected: "a row") }
    guard column < result.columnCount else { throw DecodingProblem(column: "\(column + 1)", expected: "a column") }
    let cell = result.cell(row: index, column: column)
    return try Value(decoding: cell)
  }
}

/// A type that can be read from a cell.
public protocol PostgresDecodable: Sendable {
  init(decoding cell: Cell) throws(DecodingProblem)
}

/// One cell in the server's binary format.
public struct Cell {
  public let bytes: UnsafeRawBufferPointer
  public let isNull: Bool
  /// The type's OID in `pg_type`.
  public let type: UInt32
  let columnName: UnsafePointer<CChar>

  var column: String { String(cString: columnName) }

  /// The cell as a big-endian integer of exactly this width.
  public func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws(DecodingProblem) -> Value {
    guard !isNull, bytes.count == MemoryLayout<Value>.size else { throw problem("\(Value.self)") }
    return Value(bigEndian: bytes.loadUnaligned(as: Value.self))
  }

  public func problem(_ expected: String) -> DecodingProblem {
    DecodingProblem(column: column, expected: isNull ? "\(expected), not null" : expected)
  }
}

/// A cell that is not what the code expects: the column and the expected shape, never the value.
public struct DecodingProblem: Error, Sendable, CustomStringConvertible {
  public let column: String
  public let expected: String

  public init(column: String, expected: String) {
    (self.column, self.expected) = (column, expected)
  }

  public var description: String { "column \(column): expected \(expected)" }
}
