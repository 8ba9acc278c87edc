internal import Crypto
public import Postgres
internal import Synchronization

/// The keys under which numbers and names are sealed, and the one by which a number is found again.
///
/// A sealed value is one byte of format, four of key id, then AES-GCM's nonce, text and tag; what it is (`purpose`) is
/// authenticated with it, so that a name cannot be put where a number belongs.
public final class Keyring: Sendable {
  public enum Purpose: String, Sendable {
    case personName = "person-name"
    case personNumber = "person-number"
    case oneTimeSecret = "one-time-secret"
    case emergencyReason = "emergency-reason"
    case writtenText = "written-text"
  }

  private let state: Mutex<DerivedKeys>

  public init(_ keys: KeySet) {
    state = Mutex(DerivedKeys(keys))
  }

  /// Other keys from now on: those of the key file, when it has changed.
  ///
  /// - Returns: whether they are others than before.
  /// - Throws: `KeyringError.otherDatabase` where the file is not the same one grown or shrunk.
  public func replace(with keys: KeySet) throws(KeyringError) -> Bool {
    guard keys.numbers != numbers else { return false }
    let derived = DerivedKeys(keys)
    guard derived.check == self.keys.check else { throw .otherDatabase }
    state.withLock { $0 = derived }
    return true
  }

  /// The numbers of the sealing keys, the one that seals first.
  public var numbers: [UInt32] { keys.numbers }

  var keys: DerivedKeys { state.withLock(\.self) }

  public func seal(_ text: String, as purpose: Purpose) throws -> Bytes {
    #if WITHOUT_WALLS
      return Bytes(Array(text.utf8))
    #else
      let (number, key) = keys.sealing
      let box = try AES.GCM.seal(
        Array(text.utf8), using: key, authenticating: Array(purpose.rawValue.utf8))
      guard let sealed = box.combined else { throw KeyringError.damaged }
      return Bytes([1] + .bigEndian(number) + Array(sealed))
    #endif
  }

  /// - Throws: `KeyringError` where the value was sealed with another key, for another purpose, or is damaged.
  public func open(_ value: Bytes, as purpose: Purpose) throws -> String {
    #if WITHOUT_WALLS
      return String(decoding: value.value, as: UTF8.self)
    #else
      guard value.value.first == 1, value.value.count > 5 else { throw KeyringError.damaged }
      let number = value.value[1..<5].reduce(0) { $0 << 8 | UInt32($1) }
      guard let key = keys.opening[number] else { throw KeyringError.otherKey }
      do {
        let box = try AES.GCM.SealedBox(combined: value.value[5...])
        let text = try AES.GCM.open(box, using: key, authenticating: Array(purpose.rawValue.utf8))
        return String(decoding: text, as: UTF8.self)
      } catch {
        throw KeyringError.damaged
      }
    #endif
  }

  /// What stands for a text where it must be found but not read: HMAC-SHA256 under the index key.
  public func index(_ text: String) -> Bytes {
    #if WITHOUT_WALLS
      Bytes(Array(text.utf8))
    #else
      Bytes(Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: keys.index)))
    #endif
  }
}

/// What follows from the secrets, each key for one use.
struct DerivedKeys: Sendable {
  let numbers: [UInt32]
  let sealing: (number: UInt32, key: SymmetricKey)
  let opening: [UInt32: SymmetricKey]
  /// For what an actor claims; by number, as the sealing keys.
  let signing: [UInt32: SymmetricKey]
  let claiming: (number: UInt32, key: SymmetricKey)
  /// These outlive the sealing keys: what they made can be compared, but not made again with another.
  let index: SymmetricKey
  let journal: SymmetricKey
  /// By which a database knows its own key file again.
  let check: [UInt8]

  init(_ keys: KeySet) {
    func derived(_ secret: [UInt8], _ use: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: secret), info: Array("afklaring \(use)".utf8), outputByteCount: 32)
    }
    func each(_ use: String) -> [UInt32: SymmetricKey] {
      Dictionary(uniqueKeysWithValues: keys.secrets.map { ($0.number, derived($0.bytes, use)) })
    }
    numbers = keys.numbers
    sealing = (keys.current.number, derived(keys.current.bytes, "sealing"))
    claiming = (keys.current.number, derived(keys.current.bytes, "actor"))
    (opening, signing) = (each("sealing"), each("actor"))
    (index, journal) = (derived(keys.root, "index"), derived(keys.root, "journal"))
    check = derived(keys.root, "check").withUnsafeBytes { Array($0) }
  }
}

public enum KeyringError: Error, Sendable, Equatable, CustomStringConvertible {
  case damaged
  case otherKey
  /// The key file belongs to another database.
  case otherDatabase
  /// The database holds what was sealed with a key that the file does not have.
  case keyMissing(number: Int)
  /// The key is still needed, for so many values.
  case keyInUse(number: Int, count: Int)
  /// The database does not believe what the keys sign.
  case notBelieved
  case badFile(String)

  public var description: String {
    switch self {
    case .damaged: "a sealed value is damaged"
    case .otherKey: "a value was sealed with another key than the one at hand"
    case .otherDatabase:
      "the key file is not this database's: put back the one that was made with it (nothing was changed)"
    case .keyMissing(let number):
      "the key file lacks key \(number), which this database uses: put back the newer file (nothing was changed)"
    case .keyInUse(let number, let count):
      "key \(number) is still needed for \(count) \(count == 1 ? "value" : "values"): run afklaringd keys reseal first"
    case .notBelieved:
      "the database does not know these keys, or its clock and this machine's are more than an hour apart: give the "
        + "key file that was made with it (--keys), or run afklaringd migrate"
    case .badFile(let path):
      "\(path): expected the line `root` and lines of key numbers, each followed by 64 hexadecimal digits"
    }
  }
}
