import Synchronization

/// Stillestående ur: a clock that stands still until it is moved, for tests and for questions put as of another moment.
public final class FixedClock: WallClock {
  private let instant: Mutex<Instant>

  public init(_ instant: Instant) {
    self.instant = Mutex(instant)
  }

  public var now: Instant { instant.withLock { $0 } }

  public func advance(hours: Int) {
    instant.withLock { $0 = $0.adding(hours: hours) }
  }

  public func advance(seconds: Int) {
    instant.withLock { $0 = $0.adding(seconds: seconds) }
  }

  public func set(_ instant: Instant) {
    self.instant.withLock { $0 = instant }
  }
}
