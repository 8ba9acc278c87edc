internal import Dispatch

/// The serial queue on which everything of one connection runs: its actor's code and its socket's events alike.
final class ConnectionQueue: SerialExecutor {
  let queue = DispatchQueue(label: "postgres.connection")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func checkIsolated() {
    dispatchPrecondition(condition: .onQueue(queue))
  }
}

/// Calls of libpq that block: connecting (host names, several hosts, their time-outs) and cancelling.
///
/// Each has a serial queue to itself: those get a thread when they need one, while a concurrent queue would share the few
/// on which all of Swift's tasks run.
enum BlockingCalls {
  static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      start { continuation.resume(returning: body()) }
    }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "postgres.blocking").async(execute: body)
  }
}
