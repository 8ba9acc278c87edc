internal import Synchronization

/// A transaction as a value that is passed in: whoever holds it can read and write in it, nobody can end it but the pool.
///
/// `begin` travels with the first statement, and statements whose answer nobody needs (`later`) travel with the next
/// one whose answer is needed, or with `commit`. A whole transaction in which nothing depends on an answer is one
/// round trip.
public struct Transaction: Sendable {
  private let connection: Connection
  private let outbox: Outbox

  init(on connection: Connection, opening: [SQL]) {
    self.connection = connection
    outbox = Outbox(opening)
  }

  /// Runs one statement and gives its rows.
  @discardableResult
  public func query(_ statement: SQL) async throws -> Rows {
    let answers = try await pipeline([statement])
    return answers[0]
  }

  /// Runs statements in one round trip and gives their rows, in order.
  public func pipeline(_ statements: [SQL]) async throws -> [Rows] {
    try await exchange { connection, earlier in
      let answers = try await connection.roundTrip(earlier + statements)
      return Array(answers.dropFirst(earlier.count))
    }
  }

  /// Sends a statement along with the next one; what it refuses surfaces there, or at the commit.
  public func later(_ statement: SQL) {
    outbox.add(statement)
  }

  /// Sends what is waiting, where its refusal has to surface now.
  public func flush() async throws {
    try await exchange { connection, earlier in
      if !earlier.isEmpty { _ = try await connection.roundTrip(earlier) }
    }
  }

  /// Streams rows in the COPY text format into `copy ... from stdin`.
  ///
  /// - Returns: the number of rows taken.
  public func copyIn<Chunks: AsyncSequence>(
    _ statement: SQL, _ chunks: Chunks
  ) async throws -> Int where Chunks.Element == [UInt8], Chunks: Sendable {
    try await outsidePipeline { try await $0.copyIn(statement, chunks) }
  }

  /// Streams `copy ... to stdout`, a row or a few at a time.
  public func copyOut(_ statement: SQL, _ receive: @Sendable ([UInt8]) async throws -> Void) async throws {
    try await outsidePipeline { try await $0.copyOut(statement, receive) }
  }

  /// Runs a script of several statements, without parameters: a migration.
  public func run(script: String) async throws {
    try await outsidePipeline { try await $0.run(script: script) }
  }

  private func outsidePipeline<Value: Sendable>(
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    try await exchange { connection, earlier in
      if !earlier.isEmpty { _ = try await connection.roundTrip(earlier) }
      return try await connection.outsidePipeline(body)
    }
  }

  /// What waits is taken only when it is certain to be sent: `begin` above all, without which the rest would stand alone.
  private func exchange<Value: Sendable>(
    _ body: @Sendable (isolated Connection, _ earlier: [SQL]) async throws -> Value
  ) async throws -> Value {
    try await connection.exchange { connection in
      try await body(connection, try outbox.take(whileOpen: connection.handle.isInTransaction))
    }
  }

  /// A server answers `commit` with a rollback, and no error, where an earlier refusal was swallowed: that is one here.
  func commit() async throws {
    guard outbox.wasOpened || !outbox.holdsOnlyOpening else { return }
    guard try await query("commit").commandTag == "COMMIT" else { throw PostgresError.rolledBack }
    outbox.close()
  }

  /// A task that was cancelled can ask the server for nothing more: then the connection is closed, which does the same.
  func rollBack() async {
    outbox.close()
    guard outbox.wasOpened else { return }
    do {
      try await connection.exchange { connection in
        if connection.handle.isInTransaction { _ = try await connection.roundTrip(["rollback"]) }
      }
    } catch {
      await connection.close()
    }
  }
}

/// The statements that wait for the next round trip; at first those that open the transaction.
private final class Outbox: Sendable {
  private struct State {
    var waiting: [SQL]
    let openingCount: Int
    var wasOpened = false
    var isClosed = false
  }

  private let state: Mutex<State>

  init(_ opening: [SQL]) {
    state = Mutex(State(waiting: opening, openingCount: opening.count))
  }

  func add(_ statement: SQL) {
    state.withLock { $0.waiting.append(statement) }
  }

  /// - Parameter isOpen: whether the server is in a transaction; if not, there is none, or no longer, to speak in.
  func take(whileOpen isOpen: Bool) throws(PostgresError) -> [SQL] {
    try state.withLock { state throws(PostgresError) in
      guard !state.isClosed else { throw .transactionEnded }
      guard isOpen || !state.wasOpened else { throw .rolledBack }
      defer { state.waiting = [] }
      state.wasOpened = true
      return state.waiting
    }
  }

  func close() { state.withLock { $0.isClosed = true } }

  var wasOpened: Bool { state.withLock(\.wasOpened) }
  var holdsOnlyOpening: Bool { state.withLock { !$0.wasOpened && $0.waiting.count == $0.openingCount } }
}
