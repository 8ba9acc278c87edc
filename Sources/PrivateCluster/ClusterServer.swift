import Glibc
import Logging

/// Starting and stopping PostgreSQL on a cluster that is there; the lock is held by the caller.
struct ClusterServer: Sendable {
  let settings: ClusterSettings
  let binaries: ServerBinaries
  let folder: DataFolder
  let socketFolder: SocketFolder
  let logger: Logger

  /// Launches and waits until connections are taken.
  func start() async throws(ClusterError) -> ServerProcess {
    let deadline = ContinuousClock.now + settings.patience
    while true {
      let process = try await launch()
      do throws(ClusterError) {
        try await waitUntilReady(process)
        return process
      } catch {
        guard error.passesByItself, ContinuousClock.now < deadline else { throw error }
        await pause(.milliseconds(200))
      }
    }
  }

  func launch() async throws(ClusterError) -> ServerProcess {
    try await OrphanServer(binaries: binaries, folder: folder, logger: logger).stop(patience: settings.patience)
    try socketFolder.make(for: folder.user)
    try ServerConfiguration(settings: settings, socketFolder: socketFolder).write(in: folder)
    return try await ServerProcess.launch(binaries, in: folder)
  }

  /// Asks PostgreSQL's own process file, as `pg_ctl` does: no connection and no child is needed.
  func waitUntilReady(_ process: ServerProcess) async throws(ClusterError) {
    let deadline = ContinuousClock.now + settings.patience
    while true {
      if process.hasEnded { throw failure(try process.log.complaint()) }
      if let file = try ProcessFile(in: folder), file.processID == process.processID, file.isReady { return }
      guard ContinuousClock.now < deadline else {
        await shutDown(process)
        throw .notReady(log: process.log.path, patience: settings.patience)
      }
      await pause(.milliseconds(10))
    }
  }

  /// Fast shutdown; when that takes too long an immediate one, and at last the axe.
  func shutDown(_ process: ServerProcess) async {
    if await process.ends(after: SIGINT, within: settings.patience) { return }
    logger.warning("PostgreSQL does not stop: immediate shutdown", metadata: ["pid": "\(process.processID)"])
    if await process.ends(after: SIGQUIT, within: .seconds(10)) { return }
    _ = await process.ends(after: SIGKILL, within: .seconds(10))
  }

  private func failure(_ line: String) -> ClusterError {
    line.contains("No space left on device")
      ? .diskFull(folder: folder.path) : .serverFailed(log: folder.log, lastLine: line)
  }
}

extension ClusterError {
  /// Children of a killed postmaster hold its shared memory a moment longer.
  fileprivate var passesByItself: Bool {
    guard case .serverFailed(_, let line) = self else { return false }
    return line.contains("shared memory block")
  }
}
