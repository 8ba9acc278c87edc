internal import Glibc

/// Fil udefra: a file that somebody names, opened only where it is a regular one, so that no reader waits for a pipe.
public struct InputFile: Sendable {
  private let file: OpenFile

  public init(_ path: String) throws(InputFileError) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputFileError(errno) }
    file = OpenFile(descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputFileError(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isFolder
    default: throw .isNoRegularFile
    }
  }

  /// The next bytes, so many at most; none at the end of the file.
  public func read(upTo count: Int) throws(InputFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: min(count, 1 << 16))
    while bytes.count < count {
      let read = Glibc.read(file.descriptor, &part, min(part.count, count - bytes.count))
      if read < 0 && errno == EINTR { continue }
      guard read >= 0 else { throw .unreadable("the file cannot be read to its end") }
      guard read > 0 else { break }
      bytes += part[..<read]
    }
    return bytes
  }

  /// The whole file.
  public static func contents(_ path: String, limit: Int) throws(InputFileError) -> [UInt8] {
    let bytes = try InputFile(path).read(upTo: limit + 1)
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return bytes
  }
}

/// Closed when nobody reads it any more.
private final class OpenFile: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}

/// Why a file from outside cannot be read; the description is a clause that stands behind its name.
public enum InputFileError: Error, Sendable, Equatable, CustomStringConvertible {
  case isMissing
  case isFolder
  case isNoRegularFile
  case tooLarge(limit: Int)
  case unreadable(String)

  init(_ code: Int32) {
    switch code {
    case ENOENT, ENOTDIR: self = .isMissing
    default: self = .unreadable("the file cannot be read (\(String(cString: strerror(code))))")
    }
  }

  public var description: String {
    switch self {
    case .isMissing: "there is no such file"
    case .isFolder: "this is a folder: a file was expected"
    case .isNoRegularFile: "this is no regular file"
    case .tooLarge(let limit): "a file has at most \(limit >> 20) MB"
    case .unreadable(let reason): reason
    }
  }
}
