internal import CLibPQ

extension Connection {
  /// Runs statements in one round trip: all are sent, then one synchronisation point, then the answers are read.
  ///
  /// Outside an explicit transaction the statements are one implicit transaction. The first that fails stops those
  /// behind it.
  ///
  /// - Returns: one answer per statement, in order.
  /// - Throws: `PostgresError`; `CancellationError` where the task was cancelled.
  public func pipeline(_ statements: [SQL]) async throws -> [Rows] {
    try await exchange { connection in
      let expected = try connection.send(statements)
      guard PQpipelineSync(connection.handle.pointer) == 1 else { throw connection.lost() }
      try await connection.flush()
      return try await connection.answers(to: expected)
    }
  }

  public func query(_ statement: SQL) async throws -> Rows {
    guard let rows = try await pipeline([statement]).first else { throw lost() }
    return rows
  }

  private enum Expected {
    case preparation(of: String)
    case disposal
    case answer
  }

  private func send(_ statements: [SQL]) throws(PostgresError) -> [Expected] {
    var expected: [Expected] = []
    for statement in statements {
      let (text, parameters) = statement.rendered()
      try send(text, parameters, &expected)
    }
    return expected
  }

  private func send(_ text: String, _ parameters: [Parameter], _ expected: inout [Expected]) throws(PostgresError) {
    let types = parameters.map(\.type)
    guard keepsPreparedStatements else {
      try sent(
        withValues(of: parameters) { values, lengths, formats in
          PQsendQueryParams(handle.pointer, text, Int32(types.count), types, values, lengths, formats, 1)
        })
      expected.append(.answer)
      return
    }
    let name: String
    switch prepared.use(text) {
    case .known(let known):
      name = known
    case .new(let new, let evicted):
      name = new
      if let evicted {
        try sent(PQsendQueryParams(handle.pointer, "deallocate \(evicted)", 0, nil, nil, nil, nil, 0))
        expected.append(.disposal)
      }
      try sent(PQsendPrepare(handle.pointer, name, text, Int32(types.count), types))
      expected.append(.preparation(of: text))
    }
    try sent(
      withValues(of: parameters) { values, lengths, formats in
        PQsendQueryPrepared(handle.pointer, name, Int32(types.count), values, lengths, formats, 1)
      })
    expected.append(.answer)
  }

  private func sent(_ code: Int32) throws(PostgresError) {
    guard code != 1 else { return }
    // What was handed over before it has no synchronisation point: this connection is of no further use.
    retire()
    throw .notSent(handle.lastMessage)
  }

  /// Reads up to the synchronisation point, so that the connection is ready again whatever was refused.
  private func answers(to expected: [Expected]) async throws -> [Rows] {
    var rows: [Rows] = []
    var refusal: PostgresError?
    for item in expected {
      guard let result = try await nextResult() else { throw lost() }
      switch (result.status, item) {
      case (PGRES_FATAL_ERROR, _):
        refusal = refusal ?? .server(result.serverError)
        fallthrough
      case (PGRES_PIPELINE_ABORTED, _):
        if case .preparation(let text) = item { prepared.forget(text) }
      case (_, .answer):
        rows.append(Rows(result: result))
      default:
        break
      }
      while try await nextResult() != nil {}
    }
    guard let end = try await nextResult(), end.status == PGRES_PIPELINE_SYNC else { throw lost() }
    if let refusal {
      if refusal.sqlState == .cachedPlanChanged { retire() }
      throw refusal
    }
    return rows
  }
}

/// Lends the parameters' bytes to libpq for the time of one call.
private func withValues<Value>(
  of parameters: [Parameter],
  _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int32>, UnsafePointer<Int32>) -> Value
) -> Value {
  // One buffer for all, each value ended by a NUL as libpq wants its texts.
  var buffer: [UInt8] = []
  var offsets: [Int?] = []
  for parameter in parameters {
    offsets.append(parameter.bytes == nil ? nil : buffer.count)
    buffer += parameter.bytes ?? []
    buffer.append(0)
  }
  let lengths = parameters.map { Int32($0.bytes?.count ?? 0) } + [0]
  let formats = parameters.map { $0.isBinary ? Int32(1) : 0 } + [0]
  return buffer.withUnsafeBytes { bytes in
    let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
    let values = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } } + [nil]
    return body(values, lengths, formats)
  }
}
