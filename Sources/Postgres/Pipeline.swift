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
    try await exchange { try await $0.roundTrip(statements) }
  }

  public func query(_ statement: SQL) async throws -> Rows {
    guard let rows = try await pipeline([statement]).first else { throw lost() }
    return rows
  }

  /// The same inside an exchange; nothing is sent unless all can be.
  func roundTrip(_ statements: [SQL]) async throws -> [Rows] {
    let outgoing = try statements.map { statement throws(PostgresError) in try OutgoingStatement(statement) }
    if outgoing.reduce(0, { $0 + $1.size }) > Self.large { hasGrown = true }
    var expected: [Expected] = []
    for statement in outgoing { try send(statement, &expected) }
    try sendSynchronisation()
    let disposals = try sendDisposals()
    try await flush()
    let (rows, refusal) = try await answers(to: expected)
    try await takeAnswers(to: disposals)
    if let refusal {
      // What this connection has prepared is not what it believes: it makes way for a new one.
      if refusal.sqlState == .cachedPlanChanged || refusal.sqlState == .unknownStatement { retire() }
      throw refusal
    }
    return rows
  }

  private enum Expected {
    case preparation(of: OutgoingStatement)
    case answer
  }

  private func send(_ statement: OutgoingStatement, _ expected: inout [Expected]) throws(PostgresError) {
    guard keepsPreparedStatements else {
      try sent(
        statement.withParameters { count, values, lengths, formats in
          PQsendQueryParams(handle.pointer, statement.text, count, statement.types, values, lengths, formats, 1)
        })
      expected.append(.answer)
      return
    }
    let name: String
    switch prepared.use(statement) {
    case .known(let known):
      name = known
    case .new(let new):
      name = new
      try sent(PQsendPrepare(handle.pointer, name, statement.text, Int32(statement.types.count), statement.types))
      expected.append(.preparation(of: statement))
    }
    try sent(
      statement.withParameters { count, values, lengths, formats in
        PQsendQueryPrepared(handle.pointer, name, count, values, lengths, formats, 1)
      })
    expected.append(.answer)
  }

  private func sendSynchronisation() throws(PostgresError) {
    guard PQpipelineSync(handle.pointer) == 1 else { throw lost() }
  }

  /// Behind a synchronisation point of their own, so that no refusal of theirs is one of the caller's statements.
  private func sendDisposals() throws(PostgresError) -> [String] {
    let names = prepared.disposals
    guard !names.isEmpty else { return [] }
    for name in names { try sent(PQsendQueryParams(handle.pointer, "deallocate \(name)", 0, nil, nil, nil, nil, 0)) }
    try sendSynchronisation()
    return names
  }

  private func sent(_ code: Int32) throws(PostgresError) {
    guard code != 1 else { return }
    guard handle.isConnected else { throw lost() }
    // What was handed over before it has no synchronisation point: this connection is of no further use.
    retire()
    throw .notSent(handle.lastMessage)
  }

  /// Reads up to the synchronisation point, so that the connection is ready again whatever was refused.
  private func answers(to expected: [Expected]) async throws -> ([Rows], PostgresError?) {
    var rows: [Rows] = []
    var refusal: PostgresError?
    for item in expected {
      guard let result = try await nextResult() else { throw lost() }
      switch (result.status, item) {
      case (PGRES_FATAL_ERROR, _):
        refusal = refusal ?? .server(result.serverError)
        fallthrough
      case (PGRES_PIPELINE_ABORTED, _):
        if case .preparation(let statement) = item { prepared.forget(statement) }
      case (PGRES_BAD_RESPONSE, _):
        throw lost()
      case (_, .answer):
        rows.append(Rows(result: result))
      default:
        break
      }
      while try await nextResult() != nil {}
    }
    try await takeSynchronisation()
    return (rows, refusal)
  }

  private func takeSynchronisation() async throws {
    guard let end = try await nextResult(), end.status == PGRES_PIPELINE_SYNC else { throw lost() }
  }

  /// What a refused transaction does not dispose of is disposed of the next time.
  private func takeAnswers(to disposals: [String]) async throws {
    guard !disposals.isEmpty else { return }
    for name in disposals {
      guard let result = try await nextResult() else { throw lost() }
      if result.status == PGRES_COMMAND_OK || result.serverError.sqlState == .unknownStatement {
        prepared.disposed(of: name)
      }
      while try await nextResult() != nil {}
    }
    try await takeSynchronisation()
  }
}
