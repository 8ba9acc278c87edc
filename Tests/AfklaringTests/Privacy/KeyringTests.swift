import Afklaring
import Postgres
import Testing

@Suite struct `The keyring` {
  private let keys = Keyring(KeySet(keyID: 1, secret: [UInt8](repeating: 7, count: 32)))

  @Test func `opens what it sealed, and seals the same text differently each time`() throws {
    let (first, second) = (try keys.seal("Anna Holm", as: .personName), try keys.seal("Anna Holm", as: .personName))
    #expect(first != second)
    #expect(try keys.open(first, as: .personName) == "Anna Holm")
  }

  @Test func `a sealed value does not hold the text`() throws {
    let sealed = try keys.seal("1203844776", as: .personNumber)
    #expect(!String(decoding: sealed.value, as: UTF8.self).contains("12038"))
  }

  @Test func `a name cannot be put where a number belongs`() throws {
    let name = try keys.seal("Anna Holm", as: .personName)
    #expect(throws: KeyringError.damaged) { try keys.open(name, as: .personNumber) }
  }

  @Test func `a changed byte anywhere is found`() throws {
    let sealed = try keys.seal("Anna Holm", as: .personName)
    for place in sealed.value.indices {
      var bytes = sealed.value
      bytes[place] ^= 1
      #expect(throws: KeyringError.self) { try keys.open(Bytes(bytes), as: .personName) }
    }
  }

  @Test func `another key is named as the reason`() throws {
    let other = Keyring(KeySet(keyID: 2, secret: [UInt8](repeating: 7, count: 32)))
    let sealed = try other.seal("Anna Holm", as: .personName)
    #expect(throws: KeyringError.otherKey) { try keys.open(sealed, as: .personName) }
  }

  @Test func `the same number has the same index, and another key another one`() {
    let other = Keyring(KeySet(keyID: 1, secret: [UInt8](repeating: 8, count: 32)))
    #expect(keys.index("1203844776") == keys.index("1203844776"))
    #expect(keys.index("1203844776") != keys.index("1203844777"))
    #expect(keys.index("1203844776") != other.index("1203844776"))
  }

  @Test func `a new key line is read again`() throws {
    let keys = Keyring(try KeySet(text: KeySet.new().text, from: "keys"))
    #expect(try keys.open(try keys.seal("x", as: .personName), as: .personName) == "x")
  }

  @Test(arguments: ["", "1", "x 00", "1 00", "1 \(String(repeating: "g", count: 64))", "99999999999 00"])
  func `a damaged key file is refused with its place`(line: String) {
    #expect(throws: KeyringError.badFile("some/keys")) { try KeySet(text: line, from: "some/keys") }
  }
}
