import Glibc

/// What a command prints, written at once: where a full disk takes it, the command has failed.
enum Output {
  static func line(_ text: String) throws {
    try write((text + "\n").utf8)
  }

  static func write(_ bytes: some Sequence<UInt8>) throws {
    guard write(bytes, to: STDOUT_FILENO) else { throw CommandFailure.notDone("the output cannot be written") }
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
