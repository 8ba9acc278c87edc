internal import Crypto

/// What a telephone makes one-time codes from (engangskoder). Source: RFC 6238 with its usual values: HMAC-SHA1, 30
/// seconds, six digits.
public struct OneTimeSecret: Sendable, Equatable {
  let bytes: [UInt8]

  public init() {
    bytes = randomBytes(20)
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init?(hexadecimal: String) {
    guard let bytes = [UInt8](hexadecimal: hexadecimal[...]), bytes.count == 20 else { return nil }
    self.bytes = bytes
  }

  public var hexadecimal: String { bytes.hexadecimal }

  static let secondsOfStep = 30

  public static func step(at now: Instant) -> Int { Int(now.microsecondsSinceEpoch / 1_000_000) / secondsOfStep }

  /// The step for which the code is right, if it is for this one or a neighbour, and later than the last that was used.
  public func step(of code: String, at now: Instant, after last: Int?) -> Int? {
    let now = Self.step(at: now)
    return (now - 1...now + 1).first { step in
      step > last ?? Int.min && Array(self.code(at: step).utf8).isSameInConstantTime(as: Array(code.utf8))
    }
  }

  /// Six digits. Source: RFC 4226, section 5.3.
  func code(at step: Int) -> String {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: bytes)))
    let offset = Int(mac[19] & 0xF)
    let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  /// As it is typed into a telephone: base 32 (RFC 4648).
  public var text: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    return String(
      stride(from: 0, to: bits.count, by: 5).map { start in
        letters[bits[start..<min(start + 5, bits.count)].reduce(0) { $0 << 1 | Int($1) }]
      })
  }
}
