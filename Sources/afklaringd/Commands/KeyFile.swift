import Afklaring
import FoundationEssentials
import Glibc
import Postgres
import PrivateCluster

/// The file that holds the keys for numbers and names; whoever loses it loses them.
struct KeyFile {
  let path: String

  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  func keyring() throws -> Keyring { Keyring(try keys()) }

  /// The keys in the file.
  ///
  /// - Throws: `CommandFailure` where there is none: a database that has keys never gets others in silence.
  func keys() throws -> KeySet {
    guard isThere else {
      throw CommandFailure.notDone(
        "\(path): there is no key file: put back the one that was made with the database, or give --keys")
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.notDone("\(path): the key file cannot be read")
    }
    return try KeySet(text: String(decoding: bytes, as: UTF8.self), from: path)
  }

  /// Tells the database its keys: a database without any gets a new file where there is none.
  func agree(with owner: Pool) async throws -> Keyring {
    try await owner.transaction { transaction in
      if try await Keyring.isNeverUsed(transaction) { try makeIfMissing() }
      let keys = try keyring()
      try await keys.agree(in: transaction)
      return keys
    }
  }

  /// Puts other keys in the place of these, for the same owner: whoever reads the file finds the old or the new.
  func replace(with keys: KeySet) throws {
    var status = stat()
    let beside = path + ".new"
    unlink(beside)
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
    guard stat(path, &status) == 0, descriptor >= 0 else {
      throw CommandFailure.notDone("\(beside): the key file cannot be written (\(String(cString: strerror(errno))))")
    }
    defer { close(descriptor) }
    guard fchown(descriptor, status.st_uid, status.st_gid) == 0, Output.write(keys.text.utf8, to: descriptor),
      fsync(descriptor) == 0, rename(beside, path) == 0
    else { throw CommandFailure.notDone("\(path): the key file cannot be written") }
  }

  func give(to user: UnprivilegedUser) throws {
    guard chown(path, user.userID, user.groupID) == 0 else {
      throw CommandFailure.notDone("\(path): the key file cannot be given to \(user.name)")
    }
  }

  /// Two that start at once agree on one: the second finds the first one's file.
  func makeIfMissing() throws {
    if isThere { return }
    try makeFolder()
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw CommandFailure.notDone("\(path): the key file cannot be made (\(String(cString: strerror(errno))))")
    }
    defer { close(descriptor) }
    guard Output.write(KeySet.new().text.utf8, to: descriptor), fsync(descriptor) == 0 else {
      throw CommandFailure.notDone("\(path): the key file cannot be written")
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
}
