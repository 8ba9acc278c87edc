/// The two ways in: libpq URIs over the unix socket, passwords included.
public struct ClusterURLs: Sendable, Equatable {
  public let owner: String
  public let daemon: String

  init(settings: ClusterSettings, socketFolder: SocketFolder, passwords: Passwords) {
    func url(_ role: String, _ password: String) -> String {
      "postgresql://\(escaped(role)):\(escaped(password))@/\(escaped(settings.database))"
        + "?host=\(escaped(socketFolder.path))&port=\(SocketFolder.port)"
    }
    self.owner = url(settings.ownerRole, passwords.owner)
    self.daemon = url(settings.daemonRole, passwords.daemon)
  }
}

extension ClusterURLs: CustomStringConvertible, CustomDebugStringConvertible {
  /// Without the passwords, so that no log line can tell them.
  public var description: String { "the private cluster's URLs" }
  public var debugDescription: String { description }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
private func escaped(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF")
  var result = ""
  for byte in text.utf8 {
    let scalar = Unicode.Scalar(byte)
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": result.unicodeScalars.append(scalar)
    default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
  }
  return result
}
