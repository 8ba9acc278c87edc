import Glibc

extension UnprivilegedUser {
  /// The words to put before a command of root's, so that it runs as this user under the same process id.
  ///
  /// Not `PlatformOptions.userID`: with it swift-subprocess 1.0.2 calls glibc's `setgroups` in a child of a bare
  /// `clone3`, which now and then waits for ever for a thread of the parent (seen here; see its issue 374 too).
  var steppingDownCommand: [String] {
    let groups = groups.map(String.init).joined(separator: ",")
    return ["/usr/bin/setpriv", "--reuid=\(userID)", "--regid=\(groupID)", "--groups=\(groups)", "--"]
  }

  /// Turns the whole process into this user, for good; PostgreSQL's folder must have been prepared before.
  ///
  /// - Throws: `ClusterError.stepDownFailed` when the kernel refuses, or when the process could climb back.
  public func stepDown() throws(ClusterError) {
    // The groups go first: once the user is changed, nothing of this is permitted any more.
    guard setgroups(groups.count, groups) == 0, setgid(groupID) == 0, setuid(userID) == 0 else {
      throw .stepDownFailed(user: name, reason: String(cString: strerror(errno)))
    }
    guard getuid() == userID, geteuid() == userID, getgid() == groupID, getegid() == groupID else {
      throw .stepDownFailed(user: name, reason: "the user did not change")
    }
    guard setuid(0) != 0, seteuid(0) != 0, setgid(0) != 0 || groupID == 0 else {
      throw .stepDownFailed(user: name, reason: "the way back to root stands open")
    }
  }
}
