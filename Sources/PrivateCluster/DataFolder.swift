import FoundationEssentials
import Glibc

/// Where the parts of the private cluster lie, and to whom they belong.
struct DataFolder: Sendable {
  /// Absolute, without symbolic links.
  let path: String
  /// Who runs PostgreSQL; nil when it is ourselves.
  let user: UnprivilegedUser?

  var cluster: String { path + "/postgres" }
  var versionFile: String { cluster + "/PG_VERSION" }
  var processFile: String { cluster + "/postmaster.pid" }
  var accessFile: String { cluster + "/pg_hba.conf" }
  var configuration: String { path + "/postgres.conf" }
  var log: String { path + "/postgres.log" }
  var lock: String { path + "/afklaringd.lock" }
  var ownerPassword: String { path + "/owner.password" }
  var daemonPassword: String { path + "/daemon.password" }
  var run: String { path + "/run" }

  /// Makes the folder when it is not there, and as root hands it to the user who runs PostgreSQL.
  static func prepare(_ settings: ClusterSettings) throws(ClusterError) -> DataFolder {
    try makeFolder(settings.dataDirectory)
    let path = try resolved(settings.dataDirectory)
    guard try FileStatus(path)?.isFolder == true else { throw .fileRefused(path: path, reason: "Not a folder") }
    let user = try UnprivilegedUser.running(
      clusterAt: path + "/postgres", candidates: settings.unprivilegedUsers)
    let folder = DataFolder(path: path, user: user)
    try folder.checkReach()
    try folder.handOver()
    return folder
  }

  private static func makeFolder(_ path: String) throws(ClusterError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    let parent = above(path)
    guard errno == ENOENT, !parent.isEmpty else { throw .refused(path) }
    try makeParent(parent)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .refused(path) }
  }

  private static func makeParent(_ path: String) throws(ClusterError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    let parent = above(path)
    guard errno == ENOENT, !parent.isEmpty else { throw .refused(path) }
    try makeParent(parent)
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .refused(path) }
  }

  private static func above(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func resolved(_ path: String) throws(ClusterError) -> String {
    guard let real = realpath(path, nil) else { throw .refused(path) }
    defer { free(real) }
    return String(cString: real)
  }

  /// Every folder above must let the user through; the first that does not is named.
  private func checkReach() throws(ClusterError) {
    guard let user else { return }
    var above = ""
    for name in path.split(separator: "/").dropLast() {
      above += "/" + name
      if let status = try FileStatus(above), !status.canBeEntered(by: user) {
        throw .unreachable(folder: above, user: user.name)
      }
    }
  }

  private func handOver() throws(ClusterError) {
    guard let user, let status = try FileStatus(path), status.owner != user.userID else { return }
    guard try isOurs() else { throw .foreignFolder(folder: path) }
    try Ownership.give(path, to: user)
  }

  /// Root must not give away a folder such as /var/lib because somebody mistyped --data-dir.
  private func isOurs() throws(ClusterError) -> Bool {
    if try FileStatus(lock) != nil { return true }
    if try FileStatus(versionFile) != nil { return true }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).allSatisfy { $0 == "lost+found" }
    } catch {
      throw .fileRefused(path: path, reason: "it cannot be read")
    }
  }
}
