import FoundationEssentials

/// Ur: where a command or a timer learns what time it is; time is an argument everywhere else.
public protocol WallClock: Sendable {
  var now: Instant { get }
}

/// Systemur: the clock of the machine, the only place that reads it.
public struct SystemClock: WallClock {
  public init() {}

  public var now: Instant {
    Instant(microsecondsSinceEpoch: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
  }
}
