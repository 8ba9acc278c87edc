public import Logging

/// How a command comes to the database: through the `serve` that runs, or by starting the cluster itself.
public enum ClusterAccess: Sendable {
  case serving(ClusterURLs)
  case started(PrivateCluster)

  public var urls: ClusterURLs {
    switch self {
    case .serving(let urls): urls
    case .started(let cluster): cluster.urls
    }
  }

  /// Opens, works, and closes whatever comes of it.
  public static func using<Success>(
    _ settings: ClusterSettings, logger: Logger, work: (ClusterURLs) async throws -> Success
  ) async throws -> Success {
    let access = try await open(settings, logger: logger)
    do {
      let success = try await work(access.urls)
      await access.close()
      return success
    } catch {
      await access.close()
      throw error
    }
  }

  /// Waits for a `serve` that is starting and for a command that is running, within the settings' patience.
  public static func open(_ settings: ClusterSettings, logger: Logger) async throws(ClusterError) -> ClusterAccess {
    try await uninterrupted { () async throws(ClusterError) in
      let folder = try DataFolder.prepare(settings)
      let deadline = ContinuousClock.now + settings.patience
      while true {
        switch try ClusterLock.attempt(in: folder, as: .command) {
        case .taken(let lock):
          return .started(try await PrivateCluster.start(settings, in: folder, holding: lock, logger: logger))
        case .held(let note?) where note.kind == .serve && note.ready:
          return .serving(try urls(settings, folder))
        case .held(let note):
          guard ContinuousClock.now < deadline else { throw .busy(folder: folder.path, processID: note?.processID) }
        }
        await pause(.milliseconds(50))
      }
    }
  }

  /// Stops the cluster if this command started it.
  public func close() async {
    switch self {
    case .serving: break
    case .started(let cluster): await cluster.stop()
    }
  }

  private static func urls(_ settings: ClusterSettings, _ folder: DataFolder) throws(ClusterError) -> ClusterURLs {
    ClusterURLs(
      settings: settings, socketFolder: SocketFolder(for: folder), passwords: try Passwords.read(from: folder))
  }
}
