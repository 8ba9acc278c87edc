import Afklaring
import FoundationEssentials
import Glibc
import PrivateCluster

/// The file that holds the key for numbers and names; whoever loses it loses them.
struct KeyFile {
  let path: String

  /// The keys in the file, or new ones where there is none.
  func keyring() throws -> Keyring {
    if !FileManager.default.fileExists(atPath: path) { try make() }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.notDone("\(path): the key file cannot be read")
    }
    return Keyring(try KeySet(text: String(decoding: bytes, as: UTF8.self), from: path))
  }

  /// Makes the file where there is none, and makes it a user's own.
  func give(to user: UnprivilegedUser) throws {
    _ = try keyring()
    guard chown(path, user.userID, user.groupID) == 0 else {
      throw CommandFailure.notDone("\(path): the key file cannot be given to \(user.name)")
    }
  }

  /// Beside a database that was given there is no data folder yet.
  private func makeFolder() throws {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure.notDone("\(folder): the folder of the keys cannot be made: give --keys")
    }
  }

  /// Two that start at once agree on one: the second finds the first one's file.
  private func make() throws {
    try makeFolder()
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw CommandFailure.notDone("\(path): the key file cannot be made (\(String(cString: strerror(errno))))")
    }
    defer { close(descriptor) }
    let line = Array(KeySet.new().text.utf8)
    guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
      throw CommandFailure.notDone("\(path): the key file cannot be written")
    }
  }
}
