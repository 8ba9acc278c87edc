public import Logging

/// A PostgreSQL of our own: made, started, watched and stopped with this process.
public actor PrivateCluster {
  public nonisolated let urls: ClusterURLs
  nonisolated let server: ClusterServer
  private let lock: ClusterLock
  private(set) var process: ServerProcess
  private var restarting: Task<Void, Never>?
  private var stopping: Task<Void, Never>?

  public nonisolated var ownerURL: String { urls.owner }
  public nonisolated var daemonURL: String { urls.daemon }

  /// Makes the data folder, and as root hands it to the user returned: `serve` then steps down to that user.
  public static func prepare(_ settings: ClusterSettings) throws(ClusterError) -> UnprivilegedUser? {
    try DataFolder.prepare(settings).user
  }

  /// Takes the lock, makes the cluster if there is none, and returns when it takes connections.
  ///
  /// - Throws: `ClusterError.alreadyServed` when a `serve` holds the folder, `.busy` when a command holds it too long.
  public static func start(
    _ settings: ClusterSettings, holding kind: LockKind, logger: Logger
  ) async throws(ClusterError) -> PrivateCluster {
    try await uninterrupted { () async throws(ClusterError) in
      let folder = try DataFolder.prepare(settings)
      let lock = try await ClusterLock.take(in: folder, as: kind, patience: settings.patience)
      return try await start(settings, in: folder, holding: lock, logger: logger)
    }
  }

  static func start(
    _ settings: ClusterSettings, in folder: DataFolder, holding lock: ClusterLock, logger: Logger
  ) async throws(ClusterError) -> PrivateCluster {
    do throws(ClusterError) {
      let binaries = try await ServerBinaries.find(for: folder)
      try await ClusterMaking(settings: settings, binaries: binaries, folder: folder, logger: logger).makeIfMissing()
      let socketFolder = SocketFolder(for: folder)
      let passwords = try Passwords.read(from: folder)
      let urls = ClusterURLs(settings: settings, socketFolder: socketFolder, passwords: passwords)
      let server = ClusterServer(
        settings: settings, binaries: binaries, folder: folder, socketFolder: socketFolder, logger: logger)
      let process = try await server.start()
      try lock.note(ready: true)
      return PrivateCluster(urls: urls, server: server, lock: lock, process: process)
    } catch {
      lock.release()
      throw error
    }
  }

  private init(urls: ClusterURLs, server: ClusterServer, lock: ClusterLock, process: ServerProcess) {
    self.urls = urls
    self.server = server
    self.lock = lock
    self.process = process
  }

  /// Stops PostgreSQL and lets go of the folder; a second call waits for the first.
  public func stop() async {
    let stopping = self.stopping ?? Task { await shutDown() }
    self.stopping = stopping
    await stopping.value
  }

  private func shutDown() async {
    await server.shutDown(process)
    // A restart under way may have launched another one meanwhile.
    await restarting?.value
    await server.shutDown(process)
    server.socketFolder.leave()
    lock.release()
  }

  /// Starts PostgreSQL again whenever it dies, with growing pauses, until `stop`.
  func keepRunning(backOff: BackOff = BackOff()) async {
    var backOff = backOff
    while stopping == nil {
      let began = ContinuousClock.now
      await process.end()
      if stopping != nil { return }
      let delay = backOff.next(afterLife: ContinuousClock.now - began)
      server.logger.error("PostgreSQL has ended and is started again", metadata: ["after": "\(delay)"])
      await pause(delay)
      if stopping != nil || Task.isCancelled { return }
      let restarting = Task { await restart() }
      self.restarting = restarting
      await restarting.value
    }
  }

  private func restart() async {
    do throws(ClusterError) {
      try lock.note(ready: false)
      process = try await server.launch()
      if stopping != nil { return }
      try await server.waitUntilReady(process)
      try lock.note(ready: true)
    } catch {
      if stopping == nil { server.logger.error("\(error)") }
    }
  }
}
