public import ServiceLifecycle

extension PrivateCluster: Service {
  /// The first service of the group: it is then stopped last.
  public func run() async { await supervise() }

  /// Keeps PostgreSQL running; returns after a clean stop, on graceful shutdown, cancellation or `stop`.
  public func supervise() async {
    let watch = Task { await keepRunning() }
    await withTaskCancellationOrGracefulShutdownHandler {
      await watch.value
    } onCancelOrGracefulShutdown: {
      watch.cancel()
      Task { await self.stop() }
    }
    await stop()
  }
}

/// Pauses between restarts: doubling, and short again after a long life.
struct BackOff: Sendable {
  let shortest: Duration
  let longest: Duration
  private var delay: Duration?

  init(shortest: Duration = .milliseconds(100), longest: Duration = .seconds(10)) {
    self.shortest = shortest
    self.longest = longest
  }

  mutating func next(afterLife life: Duration) -> Duration {
    let next = life > longest ? shortest : delay.map { min($0 * 2, longest) } ?? shortest
    delay = next
    return next
  }
}
