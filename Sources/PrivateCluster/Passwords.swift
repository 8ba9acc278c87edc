/// The random passwords of the two roles, each in a file of mode 0600.
struct Passwords: Sendable {
  let owner: String
  let daemon: String

  static func make(in folder: DataFolder) throws(ClusterError) -> Passwords {
    let passwords = Passwords(owner: random(), daemon: random())
    try PrivateFile.replace(folder.ownerPassword, with: passwords.owner + "\n", for: folder.user)
    try PrivateFile.replace(folder.daemonPassword, with: passwords.daemon + "\n", for: folder.user)
    return passwords
  }

  static func read(from folder: DataFolder) throws(ClusterError) -> Passwords {
    func line(_ path: String) throws(ClusterError) -> String {
      guard let text = try PrivateFile.read(path), let line = text.split(separator: "\n").first else {
        throw .passwordMissing(path: path)
      }
      return String(line)
    }
    return Passwords(owner: try line(folder.ownerPassword), daemon: try line(folder.daemonPassword))
  }

  /// 32 bytes from the system's generator, in hexadecimal.
  private static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let word = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }
}
