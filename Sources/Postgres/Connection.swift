internal import Dispatch
internal import Synchronization

/// One connection to the server, in libpq's non-blocking pipeline mode.
///
/// Its actor runs on the queue that also receives the socket's events, so that no thread waits while the server works.
/// One exchange runs at a time; the pool and the transaction see to that, and a second one throws `busy`.
public actor Connection {
  let executor = ConnectionQueue()
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  let handle: ServerHandle
  let keepsPreparedStatements: Bool
  var prepared = PreparedStatements()
  // Dispatch sources are thread-safe, though not marked so.
  nonisolated(unsafe) let reading: any DispatchSourceRead
  var waiting: CheckedContinuation<Void, Never>?
  var onNotification: (@Sendable (Notification) -> Void)?
  /// Something large went through, and libpq never gives its buffers back.
  var hasGrown = false

  private let inExchange = Atomic(false)
  /// No further exchange may start: the connection broke, or a cancellation may still be on its way to the server.
  private let spent = Atomic(false)
  /// The last exchange left a transaction open, or large buffers.
  private let encumbered = Atomic(false)

  private nonisolated var isInExchange: Bool { inExchange.load(ordering: .acquiring) }
  nonisolated var isSpent: Bool { spent.load(ordering: .acquiring) }

  /// Whether somebody else may have the connection now.
  nonisolated var isFitForTheNext: Bool { !isSpent && !isInExchange && !encumbered.load(ordering: .acquiring) }

  /// The exchange under way ends as it may; no other begins.
  nonisolated func retire() { spent.store(true, ordering: .releasing) }

  /// Connects to the first host that answers and is of the kind asked for.
  public static func open(_ settings: ConnectionSettings) async throws(PostgresError) -> Connection {
    let handle = try await BlockingCalls.run { ServerHandle.connect(settings) }.get()
    let connection = Connection(handle, keepsPreparedStatements: settings.keepsPreparedStatements)
    await connection.startReading()
    return connection
  }

  private init(_ handle: ServerHandle, keepsPreparedStatements: Bool) {
    self.handle = handle
    self.keepsPreparedStatements = keepsPreparedStatements
    reading = DispatchSource.makeReadSource(fileDescriptor: handle.socket, queue: executor.queue)
  }

  deinit { reading.cancel() }

  private func startReading() {
    reading.setEventHandler { [weak self] in self?.assumeIsolated { $0.takeInput() } }
    // The descriptor may be closed only after the source has let go of it.
    reading.setCancelHandler { [handle] in withExtendedLifetime(handle) {} }
    reading.activate()
  }

  /// Closes the connection; a statement under way fails with `connectionLost`, and the server is asked to stop it.
  public func close() {
    if isInExchange { handle.cancel() }
    spend()
    wake()
  }

  // MARK: One exchange

  /// Runs `body` as the only exchange on this connection; a cancelled task cancels the statement on the server.
  func exchange<Value: Sendable>(
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    guard !isInExchange else { throw PostgresError.busy }
    guard !isSpent else { throw farewell }
    try Task.checkCancellation()
    inExchange.store(true, ordering: .releasing)
    defer { endExchange() }
    do {
      return try await withTaskCancellationHandler {
        try Task.checkCancellation()
        return try await body(self)
      } onCancel: {
        stop()
      }
    } catch let error as PostgresError where error.sqlState == .queryCanceled && Task.isCancelled {
      throw CancellationError()
    }
  }

  private func endExchange() {
    // One may have come behind the last answer, in the same breath.
    takeNotifications()
    encumbered.store(hasGrown || !handle.isAtRest, ordering: .releasing)
    inExchange.store(false, ordering: .releasing)
  }

  /// Asks the server to stop until the exchange is over: a request that comes before its statement is forgotten there.
  /// A server that does not hear it at all is given up.
  private nonisolated func stop() {
    retire()
    Task {
      var pause = Duration.milliseconds(100)
      for _ in 0..<6 where isInExchange {
        handle.cancel()
        do { try await Task.sleep(for: pause) } catch { break }
        pause *= 2
      }
      if isInExchange { await close() }
    }
  }
}
