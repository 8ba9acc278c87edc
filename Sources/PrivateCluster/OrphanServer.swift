import Glibc
import Logging

/// A PostgreSQL that outlived its daemon (`kill -9`), or the mark of one that did not.
struct OrphanServer {
  let binaries: ServerBinaries
  let folder: DataFolder
  let logger: Logger

  /// Stops the orphan if there is one; a mark that now names some other process is taken away.
  func stop(patience: Duration) async throws(ClusterError) {
    guard let mark = try ProcessFile(in: folder) else { return }
    // PostgreSQL itself passes over the mark of a dead process.
    guard kill(mark.processID, 0) == 0 || errno == EPERM else { return }
    guard try isOurs(mark.processID) else { return try removeMark() }
    logger.notice("stopping a PostgreSQL left by an earlier daemon", metadata: ["pid": "\(mark.processID)"])
    for mode in ["fast", "immediate"] {
      let limit = "\(max(1, patience.components.seconds))"
      let arguments = ["stop", "-D", folder.cluster, "-m", mode, "-w", "-t", limit]
      if try await binaries.run("pg_ctl", arguments, in: folder).succeeded { return }
      // It may have ended between our look and pg_ctl's.
      if try ProcessFile(in: folder) == nil { return }
    }
    throw .orphanStays(folder: folder.cluster, processID: mark.processID)
  }

  /// A recycled process id belongs to a program that was not started on our folder; a zombie has no command line.
  private func isOurs(_ processID: pid_t) throws(ClusterError) -> Bool {
    guard access("/proc/self/cmdline", F_OK) == 0 else { return true }
    guard let command = try PrivateFile.read("/proc/\(processID)/cmdline") else { return false }
    return command.split(separator: "\0").contains { $0 == folder.cluster }
  }

  /// Safe also while children of a killed postmaster linger: the folder's inode leads PostgreSQL to their memory.
  private func removeMark() throws(ClusterError) {
    guard unlink(folder.processFile) == 0 || errno == ENOENT else { throw .refused(folder.processFile) }
  }
}
