internal import Crypto
internal import FoundationEssentials
public import Postgres

/// The keys under which numbers and names are sealed, and the one by which a number is found again.
///
/// A sealed value is one byte of format, four of key id, then AES-GCM's nonce, text and tag; what it is (`purpose`) is
/// authenticated with it, so that a name cannot be put where a number belongs.
public struct Keyring: Sendable {
  public enum Purpose: String, Sendable {
    case personName = "person-name"
    case personNumber = "person-number"
  }

  private let keyID: UInt32
  private let sealingKey: SymmetricKey
  private let indexKey: SymmetricKey

  /// - Parameter secret: 32 random bytes; the two keys are derived from it.
  public init(keyID: UInt32, secret: [UInt8]) {
    self.keyID = keyID
    let secret = SymmetricKey(data: secret)
    sealingKey = Self.derived(from: secret, for: "sealing")
    indexKey = Self.derived(from: secret, for: "index")
  }

  private static func derived(from secret: SymmetricKey, for use: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array("afklaring \(use)".utf8), outputByteCount: 32)
  }

  public func seal(_ text: String, as purpose: Purpose) throws -> Bytes {
    let box = try AES.GCM.seal(
      Array(text.utf8), using: sealingKey, authenticating: Array(purpose.rawValue.utf8))
    guard let sealed = box.combined else { throw KeyringError.damaged }
    return Bytes([1] + .bigEndian(keyID) + Array(sealed))
  }

  /// - Throws: `KeyringError` where the value was sealed with another key, for another purpose, or is damaged.
  public func open(_ value: Bytes, as purpose: Purpose) throws -> String {
    guard value.value.first == 1, value.value.count > 5 else { throw KeyringError.damaged }
    guard Array(value.value[1..<5]) == .bigEndian(keyID) else { throw KeyringError.otherKey }
    do {
      let box = try AES.GCM.SealedBox(combined: value.value[5...])
      let text = try AES.GCM.open(box, using: sealingKey, authenticating: Array(purpose.rawValue.utf8))
      return String(decoding: text, as: UTF8.self)
    } catch {
      throw KeyringError.damaged
    }
  }

  /// What stands for a text where it must be found but not read: HMAC-SHA256 under the index key.
  public func index(_ text: String) -> Bytes {
    Bytes(Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: indexKey)))
  }
}

public enum KeyringError: Error, Sendable, Equatable, CustomStringConvertible {
  case damaged
  case otherKey
  case badFile(String)

  public var description: String {
    switch self {
    case .damaged: "a sealed value is damaged"
    case .otherKey: "a value was sealed with another key than the one at hand"
    case .badFile(let path): "\(path): expected one line, a key number, a space and 64 hexadecimal digits"
    }
  }
}

extension Keyring {
  /// One line: the key's number, a space, 64 hexadecimal digits.
  public init(line: String, from path: String) throws(KeyringError) {
    let parts = line.split(whereSeparator: \.isWhitespace)
    guard parts.count == 2, let number = UInt32(parts[0]), let secret = Self.bytes(hexadecimal: parts[1]) else {
      throw .badFile(path)
    }
    self.init(keyID: number, secret: secret)
  }

  /// A line for a new key file.
  public static func newLine() -> String {
    let digits = randomBytes(32).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "1 " + digits.joined() + "\n"
  }

  private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
    guard text.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var rest = text
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
