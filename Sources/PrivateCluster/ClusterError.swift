/// Why the private cluster cannot be used; each description is one line that names the place and what to do.
public enum ClusterError: Error, Sendable, Equatable {
  case postgresNotFound
  case versionMismatch(folder: String, folderVersion: String, serverVersion: String)
  case alreadyServed(folder: String, processID: Int32)
  case busy(folder: String, processID: Int32?)
  case unreachable(folder: String, user: String)
  case foreignFolder(folder: String)
  case noUnprivilegedUser(candidates: [String])
  case fileRefused(path: String, reason: String)
  case diskFull(folder: String)
  case socketFolderTaken(folder: String)
  case passwordMissing(path: String)
  case makingFailed(folder: String, lastLine: String)
  case serverFailed(log: String, lastLine: String)
  case notReady(log: String, patience: Duration)
  case orphanStays(folder: String, processID: Int32)
  case programFailed(program: String, reason: String)
  case stepDownFailed(user: String, reason: String)
}

extension ClusterError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .postgresNotFound:
      "PostgreSQL is not installed here: run `apt-get install postgresql`, or give --database-url."
    case .versionMismatch(let folder, let folderVersion, let serverVersion):
      mismatch(folder, folderVersion, serverVersion)
    case .alreadyServed(let folder, let processID):
      "Process \(processID) already serves \(folder): stop it first, or choose another --data-dir."
    case .busy(let folder, let processID):
      "\(folder) is in use by \(processID.map { "process \($0)" } ?? "another process"): try again when it has ended."
    case .unreachable(let folder, let user):
      "The user \(user) cannot enter \(folder): run `chmod o+x \(folder)`, or choose another --data-dir."
    case .foreignFolder(let folder):
      "\(folder) holds files that are not Afklaring's: choose an empty folder as --data-dir."
    case .noUnprivilegedUser(let candidates):
      "PostgreSQL does not run as root and no user is named \(candidates.joined(separator: " or ")): "
        + "run `adduser --system --group \(candidates.first ?? "afklaring")`."
    case .fileRefused(let path, let reason):
      "\(path) cannot be used (\(reason)): check who owns it, or choose another --data-dir."
    case .diskFull(let folder):
      "The disk that holds \(folder) is full: make room and start again."
    case .socketFolderTaken(let folder):
      "\(folder) belongs to somebody else: remove it, or choose a shorter --data-dir."
    case .passwordMissing(let path):
      "\(path) is missing: put it back from the backup of the data folder."
    case .makingFailed(let folder, let lastLine):
      "A database could not be made in \(folder): \(lastLine)"
    case .serverFailed(let log, let lastLine):
      "PostgreSQL did not start (see \(log)): \(lastLine)"
    case .notReady(let log, let patience):
      "PostgreSQL was not ready within \(patience.components.seconds) seconds: see \(log) and start again."
    case .orphanStays(let folder, let processID):
      "An earlier PostgreSQL, process \(processID), still runs in \(folder) and does not stop: end it and start again."
    case .programFailed(let program, let reason):
      "\(program) could not be run (\(reason)): run `apt-get install postgresql util-linux`."
    case .stepDownFailed(let user, let reason):
      "The daemon could not step down from root to \(user) (\(reason)): start it as \(user) instead."
    }
  }

  private func mismatch(_ folder: String, _ folderVersion: String, _ serverVersion: String) -> String {
    let relation = folderVersion.precedes(serverVersion) ? "older" : "newer"
    return "\(folder) was made by PostgreSQL \(folderVersion), \(relation) than the installed \(serverVersion): "
      + "run `apt-get install postgresql-\(folderVersion)`, or move the data by backup and restore."
  }
}

extension String {
  /// Whether this major version is older than the other.
  fileprivate func precedes(_ other: String) -> Bool {
    (Double(self) ?? 0) < (Double(other) ?? 0)
  }
}
