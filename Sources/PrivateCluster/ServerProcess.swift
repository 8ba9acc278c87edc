import Glibc
import Subprocess
import Synchronization

/// A running postmaster: our child, in a session of its own.
struct ServerProcess: Sendable {
  let processID: pid_t
  let log: ServerLog
  private let life: Task<Void, Never>
  private let ending: Ending

  /// Starts the server; it is not ready yet.
  static func launch(_ binaries: ServerBinaries, in folder: DataFolder) async throws(ClusterError) -> ServerProcess {
    let log = try ServerLog.open(in: folder)
    let arguments = ["-D", folder.cluster, "-c", "config_file=\(folder.configuration)"]
    let configuration = binaries.configuration("postgres", arguments, in: folder)
    let ending = Ending()
    let (launches, launch) = AsyncStream<Result<pid_t, ClusterError>>.makeStream()
    let life = Task {
      do {
        _ = try await Subprocess.run(
          configuration, input: .none,
          output: .fileDescriptor(log.descriptor, closeAfterSpawningProcess: true), error: .combinedWithOutput
        ) { execution in
          launch.yield(.success(execution.processIdentifier.value))
        }
      } catch {
        launch.yield(.failure(.programFailed(program: "\(binaries.folder)/postgres", reason: "\(error)")))
      }
      ending.hasCome.store(true, ordering: .releasing)
      launch.finish()
    }
    for await outcome in launches {
      return ServerProcess(processID: try outcome.get(), log: log, life: life, ending: ending)
    }
    throw .programFailed(program: "\(binaries.folder)/postgres", reason: "it was interrupted")
  }

  var hasEnded: Bool { ending.hasCome.load(ordering: .acquiring) }

  /// Returns when the process has ended.
  func end() async { await life.value }

  /// Signals the process and tells whether it ended in time.
  func ends(after signal: Int32, within limit: Duration) async -> Bool {
    if !hasEnded { kill(processID, signal) }
    let deadline = ContinuousClock.now + limit
    while !hasEnded && ContinuousClock.now < deadline { await pause(.milliseconds(10)) }
    return hasEnded
  }

  private final class Ending: Sendable {
    let hasCome = Atomic(false)
  }
}
