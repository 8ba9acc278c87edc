internal import CLibPQ
internal import Dispatch

// How a connection speaks and hears without blocking a thread: it suspends until the socket has something for it.
extension Connection {
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
  ///
  /// - Parameter copying: the kind of COPY that may begin; any other would never end.
  func nextResult(copying: ExecStatusType? = nil) async throws(PostgresError) -> ResultHandle? {
    while PQisBusy(handle.pointer) == 1 { try await socketEvent() }
    guard let result = PQgetResult(handle.pointer).map(ResultHandle.init) else { return nil }
    if result.memorySize > Self.large { hasGrown = true }
    if result.startsCopy, result.status != copying {
      spend()
      throw .notSent("it is a COPY, which is for copyIn or copyOut, of the right direction")
    }
    if result.status == PGRES_FATAL_ERROR {
      let error = result.serverError
      guard !error.endsTheSession else {
        spend()
        throw .server(error)
      }
      guard handle.isConnected else { throw lost() }
    }
    return result
  }

  /// Bytes from which on an exchange is a large one.
  static let large = 8 << 20

  /// Suspends until the socket brought something (or, if asked, takes something), or the connection is closed.
  func socketEvent(orWritable: Bool = false) async throws(PostgresError) {
    guard !reading.isCancelled, handle.isConnected else { throw lost() }
    guard waiting == nil else { throw .busy }
    var writing: (any DispatchSourceWrite)?
    if orWritable {
      let source = DispatchSource.makeWriteSource(fileDescriptor: handle.socket, queue: executor.queue)
      source.setEventHandler { [weak self] in self?.assumeIsolated { $0.wake() } }
      source.setCancelHandler { [handle] in withExtendedLifetime(handle) {} }
      source.activate()
      writing = source
    }
    await withCheckedContinuation { waiting = $0 }
    // What came before the connection broke is still to be read: a break is noticed when more is wanted.
    writing?.cancel()
  }

  /// Leaves the socket alone while `body` works, so that what comes in waits at the server, not in our memory.
  func withoutReading<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    reading.suspend()
    defer { reading.resume() }
    return try await body()
  }

  // MARK: The socket's events

  func takeInput() {
    // When the server has hung up, the source fires for the last time: then everything is taken. Not the end itself:
    // libpq forgets with it which answers it has not given out yet.
    let isLast = handle.isHungUp
    repeat {
      if isLast && handle.isAtEnd || PQconsumeInput(handle.pointer) == 0 { spend() }
    } while isLast && !reading.isCancelled
    takeNotifications()
    wake()
  }

  func takeNotifications() {
    while let notify = PQnotifies(handle.pointer) {
      onNotification?(
        Notification(channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra)))
      PQfreemem(notify)
    }
  }

  func wake() {
    waiting?.resume()
    waiting = nil
  }

  func spend() {
    retire()
    reading.cancel()
    handle.shutDown()
  }

  func lost() -> PostgresError {
    spend()
    let message = handle.lastMessage
    return handle.farewell == nil && !message.isEmpty ? .connectionLost(message) : farewell
  }

  var farewell: PostgresError {
    handle.farewell.map(PostgresError.server) ?? .connectionLost("it was closed")
  }
}
