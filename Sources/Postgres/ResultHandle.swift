internal import CLibPQ

/// Owns one `PGresult`, which libpq never changes after it was handed out; hence it may cross threads.
final class ResultHandle: @unchecked Sendable {
  private let pointer: OpaquePointer
  let rowCount: Int
  let columnCount: Int

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    rowCount = Int(PQntuples(pointer))
    columnCount = Int(PQnfields(pointer))
  }

  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }

  var startsCopy: Bool { status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH }

  var memorySize: Int { PQresultMemorySize(pointer) }

  var affected: Int {
    Int(String(cString: PQcmdTuples(pointer))) ?? 0
  }

  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  var columns: [String] {
    (0..<columnCount).map { String(cString: PQfname(pointer, Int32($0))) }
  }

  func column(named name: String) -> Int? {
    let number = PQfnumber(pointer, name)
    return number < 0 ? nil : Int(number)
  }

  func cell(row: Int, column: Int) -> Cell {
    let (row, column) = (Int32(row), Int32(column))
    return Cell(
      bytes: UnsafeRawBufferPointer(
        start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column))),
      isNull: PQgetisnull(pointer, row, column) == 1,
      type: PQftype(pointer, column),
      columnName: PQfname(pointer, column))
  }

  /// What the server said when it refused, field by field.
  var serverError: ServerError { Self.error(in: pointer) }

  static func error(in result: OpaquePointer) -> ServerError {
    func field(_ code: Character) -> String? {
      guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return nil }
      return String(cString: text)
    }
    return ServerError(
      sqlState: SQLState(field("C") ?? ""),
      severity: field("V") ?? field("S") ?? "",
      message: field("M") ?? String(cString: PQresultErrorMessage(result)),
      schema: field("s"), table: field("t"), column: field("c"), dataType: field("d"), constraint: field("n"))
  }
}
