import Glibc

/// PostgreSQL's own `postmaster.pid`: who runs the cluster, and whether it is ready.
struct ProcessFile: Equatable {
  let processID: pid_t
  let isReady: Bool

  /// Nil when there is none, or it is just being written.
  init?(in folder: DataFolder) throws(ClusterError) {
    guard let text = try PrivateFile.read(folder.processFile) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let processID = pid_t(first), processID > 0 else { return nil }
    self.processID = processID
    // The eighth line is "ready   " once the server takes connections (miscadmin.h, LOCK_FILE_LINE_PM_STATUS).
    self.isReady = lines.count >= 8 && lines[7].hasPrefix("ready")
  }
}
