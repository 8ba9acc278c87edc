/// What `notify` sent.
public struct Notification: Sendable, Equatable {
  public let channel: String
  public let payload: String
}

/// Hears `notify` on some channels, on a connection of its own that is made again whenever it breaks.
public struct Listener: Sendable {
  public enum Event: Sendable, Equatable {
    /// From now on everything is heard; what was sent before, or while the connection was broken, was not.
    case listening
    case notification(Notification)
  }

  private let settings: ConnectionSettings
  private let channels: [String]

  /// - Parameter channels: plain lower-case identifiers.
  public init(_ settings: ConnectionSettings, channels: [String]) {
    self.settings = settings
    self.channels = channels
  }

  /// The events, until the consuming task is cancelled.
  public var events: AsyncStream<Event> {
    AsyncStream { stream in
      let task = Task {
        var pause = Duration.milliseconds(50)
        while !Task.isCancelled {
          do {
            try await listen(to: stream) { pause = .milliseconds(50) }
          } catch {
            do { try await Task.sleep(for: pause) } catch { break }
            pause = min(pause * 2, .seconds(5))
          }
        }
        stream.finish()
      }
      stream.onTermination = { _ in task.cancel() }
    }
  }

  /// Listens until the connection breaks or the task is cancelled, and throws then.
  private func listen(to stream: AsyncStream<Event>.Continuation, onStart: () -> Void) async throws {
    let connection = try await Connection.open(settings)
    await connection.hear { stream.yield(.notification($0)) }
    do {
      _ = try await connection.pipeline(channels.map { SQL(trusted: "listen \($0)") })
      stream.yield(.listening)
      onStart()
      try await connection.waitUntilBroken()
    } catch {
      await connection.close()
      throw error
    }
  }
}

extension Connection {
  func hear(_ onNotification: @escaping @Sendable (Notification) -> Void) {
    self.onNotification = onNotification
  }

  fileprivate func waitUntilBroken() async throws {
    try await withTaskCancellationHandler {
      while true {
        try Task.checkCancellation()
        try await socketEvent()
      }
    } onCancel: {
      Task { await close() }
    }
  }
}
