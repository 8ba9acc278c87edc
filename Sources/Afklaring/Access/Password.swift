internal import Crypto
internal import CryptoExtras
public import Postgres

/// A password as it is kept: a random salt and scrypt over it (N = 2^14, r = 8, p = 5; 0.17 s and 36 MB each).
/// Source of the parameters: OWASP's password storage recommendations.
public struct PasswordHash: Sendable, Equatable {
  public let salt: Bytes
  public let hash: Bytes

  public init(salt: Bytes, hash: Bytes) {
    self.salt = salt
    self.hash = hash
  }

  public init(_ password: String) throws {
    salt = Bytes(randomBytes(16))
    hash = Bytes(try Self.derive(password, salt.value))
  }

  /// No password matches it.
  public static let ofNobody = PasswordHash(
    salt: Bytes([UInt8](repeating: 0, count: 16)), hash: Bytes([UInt8](repeating: 0, count: 32)))

  /// Compares in constant time.
  public func matches(_ password: String) throws -> Bool {
    try Self.derive(password, salt.value).isSameInConstantTime(as: hash.value)
  }

  private static func derive(_ password: String, _ salt: [UInt8]) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: 1 << 14, blockSize: 8, parallelism: 5,
      maxMemory: 64 << 20)
    return key.withUnsafeBytes { Array($0) }
  }
}

/// Cryptographically random bytes.
public func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
