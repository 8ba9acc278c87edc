import Glibc

/// What a command prints, written at once: where a full disk takes it, the command has failed.
enum Output {
  static func line(_ text: String) throws {
    try write((text + "\n").utf8)
  }

  static func write(_ bytes: some Sequence<UInt8>) throws {
    guard write(bytes, to: STDOUT_FILENO) else { throw CommandFailure.notDone("the output cannot be written") }
  }

  /// Writes a file in the place of another: whoever reads it finds the old one or the new one whole.
  static func replace(_ path: String, with bytes: some Sequence<UInt8>) throws {
    let beside = path + ".new"
    unlink(beside)
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw CommandFailure.notDone("\(beside): it cannot be written (\(String(cString: strerror(errno))))")
    }
    let isWhole = write(bytes, to: descriptor) && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWhole, rename(beside, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(beside)
      throw CommandFailure.notDone("\(path): it cannot be written (\(reason))")
    }
  }

  /// - Returns: whether all of it was taken.
  static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
