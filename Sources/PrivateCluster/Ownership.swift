import Foundation

/// Giving a folder and all below it to a user; links are given, never followed.
enum Ownership {
  static func give(_ path: String, to user: UnprivilegedUser) throws(ClusterError) {
    // The top comes last, so that a handing over cut short is taken up again at the next start.
    if let below = FileManager.default.enumerator(atPath: path) {
      while let name = below.nextObject() as? String {
        try giveOne(path + "/" + name, to: user)
      }
    }
    try giveOne(path, to: user)
  }

  private static func giveOne(_ path: String, to user: UnprivilegedUser) throws(ClusterError) {
    guard lchown(path, user.userID, user.groupID) == 0 else { throw .refused(path) }
  }
}
