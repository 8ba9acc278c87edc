import FoundationEssentials
import Glibc

/// Giving a folder and all below it to a user; links are given, never followed.
enum Ownership {
  static func give(_ path: String, to user: UnprivilegedUser) throws(ClusterError) {
    // The top comes last, so that a handing over cut short is taken up again at the next start.
    for name in try below(path) { try giveOne(path + "/" + name, to: user) }
    try giveOne(path, to: user)
  }

  private static func below(_ path: String) throws(ClusterError) -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: path)
    } catch {
      throw .fileRefused(path: path, reason: "it cannot be read")
    }
  }

  private static func giveOne(_ path: String, to user: UnprivilegedUser) throws(ClusterError) {
    guard lchown(path, user.userID, user.groupID) == 0 else { throw .refused(path) }
  }
}
