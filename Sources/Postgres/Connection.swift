internal import CLibPQ
internal import Dispatch
internal import Synchronization

/// One connection to the server, in libpq's non-blocking pipeline mode.
///
/// Its actor runs on the queue that also receives the socket's events, so that no thread waits while the server works.
/// One exchange runs at a time; the pool and the transaction see to that, and a second one throws `busy`.
public actor Connection {
  private let executor = ConnectionQueue()
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  let handle: ServerHandle
  let keepsPreparedStatements: Bool
  var prepared = PreparedStatements()
  // Dispatch sources are thread-safe, though not marked so.
  private nonisolated(unsafe) let reading: any DispatchSourceRead
  private var waiting: CheckedContinuation<Void, Never>?
  private var inExchange = false
  var onNotification: (@Sendable (Notification) -> Void)?

  /// No further exchange may start: the connection broke, or a cancellation may still be on its way to the server.
  private let spent = Atomic(false)

  nonisolated var isSpent: Bool { spent.load(ordering: .relaxed) }

  /// The exchange under way ends as it may; no other begins.
  nonisolated func retire() { spent.store(true, ordering: .relaxed) }

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
    reading = DispatchSource.makeReadSource(fileDescriptor: PQsocket(handle.pointer), queue: executor.queue)
  }

  deinit { reading.cancel() }

  private func startReading() {
    reading.setEventHandler { [weak self] in self?.assumeIsolated { $0.takeInput() } }
    // The socket may be closed only after the source has let go of it.
    reading.setCancelHandler { [handle] in withExtendedLifetime(handle) {} }
    reading.activate()
  }

  /// Closes the connection; a statement under way fails with `connectionLost`.
  public func close() {
    spend()
    wake()
  }

  // MARK: One exchange

  /// Runs `body` as the only exchange on this connection; a cancelled task cancels the statement on the server.
  func exchange<Value: Sendable>(
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    guard !inExchange else { throw PostgresError.busy }
    guard !isSpent else { throw PostgresError.connectionLost("it was closed") }
    try Task.checkCancellation()
    inExchange = true
    defer { inExchange = false }
    do {
      return try await withTaskCancellationHandler {
        try await body(self)
      } onCancel: {
        retire()
        handle.cancel()
      }
    } catch let error as PostgresError where error.sqlState == .queryCanceled && Task.isCancelled {
      throw CancellationError()
    }
  }

  /// Hands libpq's output to the socket.
  func flush() async throws(PostgresError) {
    while true {
      let left = PQflush(handle.pointer)
      guard left >= 0 else { throw lost() }
      if left == 0 { return }
      try await socketEvent(orWritable: true)
    }
  }

  /// The next result, or nil at the end of one statement's answer.
  func nextResult() async throws(PostgresError) -> ResultHandle? {
    while PQisBusy(handle.pointer) == 1 { try await socketEvent() }
    return PQgetResult(handle.pointer).map(ResultHandle.init)
  }

  /// Suspends until the socket brought something (or, if asked, takes something).
  func socketEvent(orWritable: Bool = false) async throws(PostgresError) {
    guard reading.isCancelled == false else { throw lost() }
    var writing: (any DispatchSourceWrite)?
    if orWritable {
      let source = DispatchSource.makeWriteSource(fileDescriptor: PQsocket(handle.pointer), queue: executor.queue)
      source.setEventHandler { [weak self] in self?.assumeIsolated { $0.wake() } }
      source.setCancelHandler { [handle] in withExtendedLifetime(handle) {} }
      source.activate()
      writing = source
    }
    await withCheckedContinuation { waiting = $0 }
    writing?.cancel()
    guard reading.isCancelled == false else { throw lost() }
  }

  // MARK: The socket's events

  private func takeInput() {
    if PQconsumeInput(handle.pointer) == 0 {
      spend()
    } else {
      takeNotifications()
    }
    wake()
  }

  private func takeNotifications() {
    while let notify = PQnotifies(handle.pointer) {
      onNotification?(
        Notification(channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra)))
      PQfreemem(notify)
    }
  }

  private func wake() {
    waiting?.resume()
    waiting = nil
  }

  private func spend() {
    retire()
    reading.cancel()
  }

  func lost() -> PostgresError {
    spend()
    let message = handle.lastMessage
    return .connectionLost(message.isEmpty ? "it was closed" : message)
  }
}
