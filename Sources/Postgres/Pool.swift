internal import Dispatch
internal import Synchronization

/// A bounded set of connections, lent in the order in which they were asked for.
public final class Pool: Sendable {
  public struct Limits: Sendable {
    /// Connections at most.
    public var connections = 16
    /// How long a caller waits for a connection before `poolExhausted` or `cannotConnect`.
    public var patience: Duration = .seconds(10)

    public init() {}
  }

  private let settings: ConnectionSettings
  private let limits: Limits
  private let state = Mutex(State())

  private struct State {
    var idle: [Connection] = []
    var opened = 0
    var waiting: [Waiter] = []
    var nextWaiter = 0
    var isClosed = false
  }

  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Grant, any Error>
  }

  private enum Grant: Sendable {
    case connection(Connection)
    case placeForANewOne
  }

  public init(_ settings: ConnectionSettings, limits: Limits = Limits()) {
    self.settings = settings
    self.limits = limits
  }

  /// How many connections are open, how many of them idle, and how many callers wait.
  public var status: (opened: Int, idle: Int, waiting: Int) {
    state.withLock { ($0.opened, $0.idle.count, $0.waiting.count) }
  }

  /// Lends a connection for the time of `body`.
  public func withConnection<Value: Sendable>(
    _ body: @Sendable (Connection) async throws -> Value
  ) async throws -> Value {
    let connection = try await lease()
    do {
      let value = try await body(connection)
      giveBack(connection)
      return value
    } catch {
      giveBack(connection)
      throw error
    }
  }

  /// Runs one statement as a transaction of its own.
  @discardableResult
  public func query(_ statement: SQL) async throws -> Rows {
    try await withConnection { try await $0.query(statement) }
  }

  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// - Parameters:
  ///   - mode: what `begin` says.
  ///   - preamble: statements sent along with `begin`.
  public func transaction<Value: Sendable>(
    _ mode: TransactionMode = .readWrite, preamble: [SQL] = [],
    _ body: @Sendable (Transaction) async throws -> Value
  ) async throws -> Value {
    try await withConnection { connection in
      let transaction = Transaction(on: connection, opening: [mode.begin] + preamble)
      do {
        let value = try await body(transaction)
        try await transaction.commit()
        return value
      } catch {
        await transaction.rollBack()
        throw error
      }
    }
  }

  /// Closes what is idle now and the rest when it comes back; nobody gets a connection any more.
  public func close() async {
    let (idle, waiting) = state.withLock { state in
      defer { (state.idle, state.waiting) = ([], []) }
      state.isClosed = true
      state.opened -= state.idle.count
      return (state.idle, state.waiting)
    }
    for waiter in waiting { waiter.continuation.resume(throwing: PostgresError.poolClosed) }
    for connection in idle { await connection.close() }
  }

  // MARK: Lending

  private func lease() async throws -> Connection {
    let deadline = ContinuousClock.now + limits.patience
    switch try await grant() {
    case .connection(let connection): return connection
    case .placeForANewOne: return try await open(before: deadline)
    }
  }

  private func grant() async throws -> Grant {
    try Task.checkCancellation()
    let number = state.withLock { state in
      defer { state.nextWaiter += 1 }
      return state.nextWaiter
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        answer(Waiter(number: number, continuation: continuation))
      }
    } onCancel: {
      giveUp(number, CancellationError())
    }
  }

  /// Answers at once, or puts the caller last in the line, for `patience`.
  private func answer(_ waiter: Waiter) {
    let answer: Result<Grant, any Error>? = state.withLock { state in
      if state.isClosed { return .failure(PostgresError.poolClosed) }
      if Task.isCancelled { return .failure(CancellationError()) }
      while let connection = state.idle.popLast() {
        if !connection.isSpent { return .success(.connection(connection)) }
        state.opened -= 1
      }
      if state.opened < limits.connections {
        state.opened += 1
        return .success(.placeForANewOne)
      }
      state.waiting.append(waiter)
      return nil
    }
    if let answer {
      waiter.continuation.resume(with: answer)
    } else {
      let seconds = Double(limits.patience.components.seconds) + Double(limits.patience.components.attoseconds) / 1e18
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
        self?.giveUp(waiter.number, PostgresError.poolExhausted)
      }
    }
  }

  private func giveUp(_ number: Int, _ error: any Error) {
    let waiter = state.withLock { state in
      state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
    }
    waiter?.continuation.resume(throwing: error)
  }

  /// Opens a connection for a place already counted; tries again, at growing distances, while there is time.
  private func open(before deadline: ContinuousClock.Instant) async throws -> Connection {
    var pause = Duration.milliseconds(20)
    while true {
      do {
        return try await Connection.open(settings)
      } catch {
        guard case .cannotConnect = error, ContinuousClock.now + pause < deadline else {
          freePlace()
          throw error
        }
      }
      do {
        try await Task.sleep(for: pause * Double.random(in: 0.5...1))
      } catch {
        freePlace()
        throw error
      }
      pause = min(pause * 2, .seconds(2))
    }
  }

  private func giveBack(_ connection: Connection) {
    let isFit = connection.isFitForTheNext
    let (next, isKept) = state.withLock { state in
      let isKept = isFit && !state.isClosed
      guard isKept else { return (Waiter?.none, false) }
      guard state.waiting.isEmpty else { return (state.waiting.removeFirst(), true) }
      state.idle.append(connection)
      return (nil, true)
    }
    next?.continuation.resume(returning: .connection(connection))
    if !isKept {
      Task { await connection.close() }
      freePlace()
    }
  }

  /// A place without a connection goes to the first in line, who opens one.
  private func freePlace() {
    let next = state.withLock { state in
      if state.waiting.isEmpty || state.isClosed {
        state.opened -= 1
        return Waiter?.none
      }
      return state.waiting.removeFirst()
    }
    next?.continuation.resume(returning: .placeForANewOne)
  }
}

/// What a transaction may do and what it sees.
public enum TransactionMode: Sendable {
  case readWrite
  /// Reads one state of the database throughout.
  case snapshot

  var begin: SQL {
    switch self {
    case .readWrite: "begin"
    case .snapshot: "begin isolation level repeatable read read only"
    }
  }
}
