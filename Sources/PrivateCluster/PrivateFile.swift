import Glibc

/// Small files of the data folder: readable by their owner only, replaced whole.
enum PrivateFile {
  /// The text of a file, or nil when it is not there.
  static func read(_ path: String) throws(ClusterError) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ESRCH { return nil }
      throw .refused(path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      // A process that ends while its /proc file is read is as good as gone.
      if count < 0 && errno == ESRCH { return nil }
      guard count >= 0 else { throw .refused(path) }
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Writes beside, then renames: a reader sees the old text or the new one.
  static func replace(_ path: String, with text: String, for user: UnprivilegedUser?) throws(ClusterError) {
    let beside = path + ".new"
    let descriptor = try create(beside, flags: O_WRONLY | O_TRUNC, for: user)
    defer { close(descriptor) }
    try write(text, to: descriptor, path: beside)
    guard fsync(descriptor) == 0, rename(beside, path) == 0 else { throw .refused(path) }
  }

  /// Opens a file, making it with mode 0600 for the user when it is not there.
  static func create(_ path: String, flags: Int32, for user: UnprivilegedUser?) throws(ClusterError) -> Int32 {
    let descriptor = open(path, flags | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .refused(path) }
    if let user, fchown(descriptor, user.userID, user.groupID) != 0 {
      let refusal = ClusterError.refused(path)
      close(descriptor)
      throw refusal
    }
    return descriptor
  }

  static func write(_ text: String, to descriptor: Int32, path: String) throws(ClusterError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .refused(path) }
      rest = rest.dropFirst(count)
    }
  }
}

extension ClusterError {
  /// The refusal of the last system call on a path, from `errno`.
  static func refused(_ path: String) -> ClusterError {
    let code = errno
    return code == ENOSPC || code == EDQUOT
      ? .diskFull(folder: path) : .fileRefused(path: path, reason: String(cString: strerror(code)))
  }
}
