/// Sleeps; a cancelled task returns at once.
func pause(_ duration: Duration) async {
  do {
    try await Task.sleep(for: duration)
  } catch {
    // Only cancellation ends a sleep early, and every caller asks its own condition next.
  }
}

/// Runs work in a task of its own, so that the end of the caller's task does not tear it in the middle.
func uninterrupted<Success: Sendable>(
  _ work: @escaping @Sendable () async throws(ClusterError) -> Success
) async throws(ClusterError) -> Success {
  let task = Task { () async -> Result<Success, ClusterError> in
    do throws(ClusterError) {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }
  return try await task.value.get()
}
