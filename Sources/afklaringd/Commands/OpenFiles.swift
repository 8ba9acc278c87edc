import Glibc

/// How many files and connections this process may have open: when they run out, nothing works any more, so that
/// visitors beyond what fits wait at the door.
enum OpenFiles {
  /// More than these at once no one machine serves.
  private static let mostVisitors = 4096
  /// What the program itself opens, the listening of the database and the files of commands among it.
  private static let own = 64

  /// Raises the limit as far as the system lets it, and says how many visitors may be connected at once.
  ///
  /// - Throws: `CommandFailure` where there is no room to serve.
  static func connections(beside databaseConnections: Int) throws -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
    let wanted = rlim_t(mostVisitors + own + databaseConnections)
    var raised = limit
    raised.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, wanted))
    if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    let room = Int(min(limit.rlim_cur, wanted)) - own - databaseConnections
    guard room >= 16 else {
      throw CommandFailure.notDone(
        "this process may open \(limit.rlim_cur) files only: \(own + databaseConnections + 16) are needed (ulimit -n)")
    }
    return room
  }
}
