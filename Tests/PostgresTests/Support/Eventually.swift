import Testing

struct NeverHappened: Error {}

/// Asks again and again until it holds; a test fails that has asked for five minutes: longer than any machine needs.
func eventually(
  _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ holds: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(300)
  while try await !holds() {
    guard ContinuousClock.now < deadline else {
      Issue.record(what, sourceLocation: sourceLocation)
      throw NeverHappened()
    }
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// A gate that tasks wait at until it is opened.
actor Gate {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func pass() async {
    if !isOpen { await withCheckedContinuation { waiting.append($0) } }
  }

  func open() {
    isOpen = true
    for waiter in waiting { waiter.resume() }
    waiting = []
  }
}
