internal import Crypto

/// The secrets of one database as its key file holds them, a line each: `root` and a sealing key by its number, each
/// followed by 64 hexadecimal digits. The first sealing key seals; the others open what they once sealed.
public struct KeySet: Sendable {
  struct Secret: Sendable {
    let number: UInt32
    let bytes: [UInt8]
  }

  let root: [UInt8]
  /// The one that seals.
  let current: Secret
  private let earlier: [Secret]

  var secrets: [Secret] { [current] + earlier }

  /// One secret for everything: for tests, and the first file of a database.
  public init(keyID: UInt32, secret: [UInt8]) {
    (root, current, earlier) = (secret, Secret(number: keyID, bytes: secret), [])
  }

  /// - Parameter path: where the text came from, for the error.
  public init(text: String, from path: String) throws(KeyringError) {
    var (root, secrets): ([UInt8]?, [Secret]) = (nil, [])
    for line in text.split(separator: "\n") {
      let parts = line.split(whereSeparator: \.isWhitespace)
      guard parts.count == 2, let bytes = [UInt8](hexadecimal: parts[1]), bytes.count == 32 else {
        throw .badFile(path)
      }
      if parts[0] == "root", root == nil {
        root = bytes
      } else if let number = UInt32(parts[0]), !secrets.contains(where: { $0.number == number }) {
        secrets.append(Secret(number: number, bytes: bytes))
      } else {
        throw .badFile(path)
      }
    }
    // The first files had one line, from which everything was derived.
    guard let first = secrets.first, let root = root ?? (secrets.count == 1 ? first.bytes : nil) else {
      throw .badFile(path)
    }
    (self.root, current, earlier) = (root, first, Array(secrets.dropFirst()))
  }

  public static func new() -> KeySet {
    KeySet(root: randomBytes(32), current: Secret(number: 1, bytes: randomBytes(32)), earlier: [])
  }

  private init(root: [UInt8], current: Secret, earlier: [Secret]) {
    (self.root, self.current, self.earlier) = (root, current, earlier)
  }

  public var numbers: [UInt32] { secrets.map(\.number) }

  /// With one more key, which opens; it seals when `using` puts it first.
  public var withNewKey: (keys: KeySet, number: UInt32) {
    let number = (numbers.max() ?? 0) + 1
    return (
      KeySet(root: root, current: current, earlier: earlier + [Secret(number: number, bytes: randomBytes(32))]), number
    )
  }

  /// - Returns: nil where there is no such key.
  public func using(_ number: UInt32) -> KeySet? {
    guard let chosen = secrets.first(where: { $0.number == number }) else { return nil }
    return KeySet(root: root, current: chosen, earlier: secrets.filter { $0.number != number })
  }

  /// - Returns: nil where there is no such key, or it is the one that seals.
  public func without(_ number: UInt32) -> KeySet? {
    guard earlier.contains(where: { $0.number == number }) else { return nil }
    return KeySet(root: root, current: current, earlier: earlier.filter { $0.number != number })
  }

  /// As the key file holds it.
  public var text: String {
    (["root \(root.hexadecimal)"] + secrets.map { "\($0.number) \($0.bytes.hexadecimal)" })
      .joined(separator: "\n") + "\n"
  }
}

extension [UInt8] {
  /// Two digits a byte, in lower case.
  public var hexadecimal: String {
    let digits = [UInt8]("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Whether both are the same, in a time that does not tell where they differ.
  public func isSameInConstantTime(as other: [UInt8]) -> Bool {
    count == other.count && zip(self, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// - Returns: nil where the text is not pairs of hexadecimal digits.
  public init?(hexadecimal text: some StringProtocol) {
    var (bytes, digits) = ([UInt8](), [UInt8](text.utf8)[...])
    while !digits.isEmpty {
      guard digits.count >= 2, let byte = UInt8(String(decoding: digits.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    self = bytes
  }
}
