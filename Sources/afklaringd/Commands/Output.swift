import Foundation

/// What a command prints, written at once: where a full disk takes it, the command has failed.
enum Output {
  static func line(_ text: String) throws {
    try write((text + "\n").utf8)
  }

  static func write(_ bytes: some Sequence<UInt8>) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      throw CommandFailure.notDone("the output cannot be written")
    }
  }
}
