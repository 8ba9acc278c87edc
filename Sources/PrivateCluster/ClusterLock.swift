import Glibc

/// Why the data folder is held.
public enum LockKind: String, Sendable {
  /// `afklaringd serve`: for as long as it runs, and others may use its cluster.
  case serve
  /// A short command: others wait for its end.
  case command
}

/// What the holder of the lock writes into it.
struct LockNote: Sendable, Equatable {
  let kind: LockKind
  let processID: Int32
  /// Whether the holder's PostgreSQL takes connections.
  var ready: Bool

  var text: String { "\(kind.rawValue) \(processID) \(ready ? "ready" : "starting")\n" }

  init(kind: LockKind, processID: Int32, ready: Bool) {
    self.kind = kind
    self.processID = processID
    self.ready = ready
  }

  /// Nil for an empty or half-written note, and for one left by a process that is gone.
  init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, let kind = LockKind(rawValue: String(words[0])), let processID = Int32(words[1]),
      kill(processID, 0) == 0 || errno == EPERM
    else { return nil }
    self.init(kind: kind, processID: processID, ready: words[2] == "ready")
  }
}

/// One process per data folder: an advisory lock that dies with its process, `kill -9` included.
struct ClusterLock: Sendable {
  enum Attempt {
    case taken(ClusterLock)
    case held(LockNote?)
  }

  private let descriptor: Int32
  private let path: String
  private let kind: LockKind

  /// Takes the lock if it is free, else reads who holds it.
  static func attempt(in folder: DataFolder, as kind: LockKind) throws(ClusterError) -> Attempt {
    let descriptor = try PrivateFile.create(folder.lock, flags: O_RDWR, for: folder.user)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let refusal = errno == EWOULDBLOCK ? nil : ClusterError.refused(folder.lock)
      close(descriptor)
      if let refusal { throw refusal }
      return .held(try PrivateFile.read(folder.lock).flatMap(LockNote.init))
    }
    let lock = ClusterLock(descriptor: descriptor, path: folder.lock, kind: kind)
    try lock.note(ready: false)
    return .taken(lock)
  }

  /// Takes the lock, waiting for a short command to end, but never for another `serve`.
  static func take(
    in folder: DataFolder, as kind: LockKind, patience: Duration
  ) async throws(ClusterError) -> ClusterLock {
    let deadline = ContinuousClock.now + patience
    while true {
      switch try attempt(in: folder, as: kind) {
      case .taken(let lock): return lock
      case .held(let note):
        if let note, note.kind == .serve { throw .alreadyServed(folder: folder.path, processID: note.processID) }
        guard ContinuousClock.now < deadline else { throw .busy(folder: folder.path, processID: note?.processID) }
      }
      await pause(.milliseconds(100))
    }
  }

  func note(ready: Bool) throws(ClusterError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw .refused(path) }
    let note = LockNote(kind: kind, processID: getpid(), ready: ready)
    try PrivateFile.write(note.text, to: descriptor, path: path)
  }

  /// The file stays: removing it would let two processes hold two locks of one name.
  func release() {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
