import Synchronization

/// A value that a test and its tasks share.
final class Shared<Value: Sendable>: Sendable {
  private let state: Mutex<Value>

  init(_ value: Value) { state = Mutex(value) }

  var value: Value { state.withLock { $0 } }

  /// - Returns: the value before.
  @discardableResult
  func set(_ value: Value) -> Value {
    state.withLock { state in
      defer { state = value }
      return state
    }
  }

  func change(_ body: @Sendable (inout Value) -> Void) { state.withLock { body(&$0) } }
}
