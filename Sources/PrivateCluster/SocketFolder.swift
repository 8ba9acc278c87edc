import Glibc

/// Where PostgreSQL's unix socket lies: in the data folder, or in /tmp when that path is too long for a socket.
struct SocketFolder: Sendable, Equatable {
  static let port = 5432
  /// `sun_path` holds 108 bytes with the closing zero.
  static let longestSocketPath = 107

  let path: String

  init(for folder: DataFolder) {
    let near = folder.run
    let fits = "\(near)/.s.PGSQL.\(Self.port)".utf8.count <= Self.longestSocketPath
    // libpq reads a comma in a host as the start of another host.
    self.path = fits && !near.contains(",") ? near : "/tmp/afklaring-\(fingerprint(folder.path))"
  }

  /// Makes the folder with mode 0700, and refuses one that somebody else has made before us.
  func make(for user: UnprivilegedUser?) throws(ClusterError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .refused(path) }
    guard let status = try FileStatus(path), status.isFolder else { throw .socketFolderTaken(folder: path) }
    let wanted = user?.userID ?? geteuid()
    guard status.owner == wanted || status.owner == geteuid() else { throw .socketFolderTaken(folder: path) }
    if let user, status.owner != user.userID, lchown(path, user.userID, user.groupID) != 0 { throw .refused(path) }
    guard chmod(path, 0o700) == 0 else { throw .refused(path) }
  }

  /// A folder in /tmp goes with the server; one in the data folder stays.
  func leave() {
    if path.hasPrefix("/tmp/afklaring-") { rmdir(path) }
  }
}

/// FNV-1a of 64 bits: short and the same in every process, which is all that is asked of it.
private func fingerprint(_ text: String) -> String {
  let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  return String(hash, radix: 16)
}
