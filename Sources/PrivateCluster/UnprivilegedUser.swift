public import Glibc

/// The account that runs PostgreSQL, and the daemon, when they are started by root.
public struct UnprivilegedUser: Sendable, Equatable {
  public let name: String
  public let userID: uid_t
  public let groupID: gid_t
  /// All groups of the account, its first one included.
  public let groups: [gid_t]

  /// The first of the named accounts that exists and is not root.
  public static func resolve(candidates: [String]) -> UnprivilegedUser? {
    for candidate in candidates {
      let account = account { getpwnam_r(candidate, $0, $1, $2, $3) }
      if let account, account.userID != 0 { return account }
    }
    return nil
  }

  /// Who is to run the cluster in a data folder: its present owner, else a candidate; nil unless we are root.
  static func running(
    clusterAt cluster: String, candidates: [String]
  ) throws(ClusterError) -> UnprivilegedUser? {
    guard geteuid() == 0 else { return nil }
    if let status = try FileStatus(cluster), status.owner != 0 {
      return account { getpwuid_r(status.owner, $0, $1, $2, $3) }
        ?? UnprivilegedUser(
          name: "\(status.owner)", userID: status.owner, groupID: status.group, groups: [status.group])
    }
    guard let user = resolve(candidates: candidates) else { throw .noUnprivilegedUser(candidates: candidates) }
    return user
  }

  private typealias Lookup = (
    UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  ) -> Int32

  private static func account(_ lookup: Lookup) -> UnprivilegedUser? {
    var room = 1024
    while room <= 1 << 20 {
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      var buffer = [CChar](repeating: 0, count: room)
      let account = buffer.withUnsafeMutableBufferPointer { buffer -> UnprivilegedUser?? in
        guard let start = buffer.baseAddress else { return .some(nil) }
        let code = lookup(&entry, start, buffer.count, &found)
        if code == ERANGE { return nil }
        return .some(found == nil ? nil : UnprivilegedUser(entry))
      }
      if let account { return account }
      room *= 4
    }
    return nil
  }
}

extension UnprivilegedUser {
  private init(_ entry: passwd) {
    var count: Int32 = 64
    var groups = [gid_t](repeating: 0, count: Int(count))
    if getgrouplist(entry.pw_name, entry.pw_gid, &groups, &count) < 0 {
      groups = [gid_t](repeating: 0, count: Int(count))
      getgrouplist(entry.pw_name, entry.pw_gid, &groups, &count)
    }
    self.init(
      name: String(cString: entry.pw_name), userID: entry.pw_uid, groupID: entry.pw_gid,
      groups: Array(groups.prefix(Int(count))))
  }
}
