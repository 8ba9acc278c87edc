import Glibc

/// What `lstat` tells of a path.
struct FileStatus {
  let owner: uid_t
  let group: gid_t
  let mode: mode_t
  let size: Int

  /// Nil when nothing is there.
  init?(_ path: String) throws(ClusterError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .refused(path)
    }
    self.owner = status.st_uid
    self.group = status.st_gid
    self.mode = status.st_mode
    self.size = Int(status.st_size)
  }

  var isFolder: Bool { mode & S_IFMT == S_IFDIR }

  /// Whether the mode bits let the user enter this folder.
  func canBeEntered(by user: UnprivilegedUser) -> Bool {
    if owner == user.userID { return mode & S_IXUSR != 0 }
    if user.groups.contains(group) { return mode & S_IXGRP != 0 }
    return mode & S_IXOTH != 0
  }
}
