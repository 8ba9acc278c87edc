import Glibc
import SystemPackage

/// The file that takes PostgreSQL's standard error; what has grown too large is set aside at the next start.
struct ServerLog {
  static let limit = 4 << 20

  let path: String
  let descriptor: FileDescriptor
  private let began: Int

  static func open(in folder: DataFolder) throws(ClusterError) -> ServerLog {
    if let status = try FileStatus(folder.log), status.size > limit, rename(folder.log, folder.log + ".1") != 0 {
      throw .refused(folder.log)
    }
    let descriptor = try PrivateFile.create(folder.log, flags: O_WRONLY | O_APPEND, for: folder.user)
    let began = lseek(descriptor, 0, SEEK_END)
    return ServerLog(path: folder.log, descriptor: FileDescriptor(rawValue: descriptor), began: Int(began))
  }

  /// The line of this start that tells most.
  func complaint() throws(ClusterError) -> String {
    let text = try PrivateFile.read(path) ?? ""
    let news = String(decoding: text.utf8.dropFirst(began), as: UTF8.self)
    return mostTellingLine(of: news) ?? "it ended without a word"
  }
}
