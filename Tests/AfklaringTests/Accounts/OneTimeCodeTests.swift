import Fixtures
import Testing

@testable import Afklaring

@Suite struct `A one-time code` {
  /// RFC 6238, appendix B: the last six of the eight digits.
  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `is the one of RFC 6238`(seconds: Int, code: String) {
    let secret = OneTimeSecret(bytes: Array("12345678901234567890".utf8))
    #expect(secret.code(at: seconds / 30) == code)
  }

  @Test func `is right for half a minute either way, and not twice`() throws {
    let (secret, now) = (OneTimeSecret(), try #require(TestDatabase.now))
    let step = OneTimeSecret.step(at: now)
    for near in step - 1...step + 1 { #expect(secret.step(of: secret.code(at: near), at: now, after: nil) == near) }
    for far in [step - 2, step + 2] where ![step - 1, step, step + 1].map(secret.code).contains(secret.code(at: far)) {
      #expect(secret.step(of: secret.code(at: far), at: now, after: nil) == nil)
    }
    #expect(secret.step(of: secret.code(at: step), at: now, after: step) == nil)
    for wrong in ["", "00000", "0000000", "abcdef"] { #expect(secret.step(of: wrong, at: now, after: nil) == nil) }
  }

  @Test func `has a secret that telephones read`() {
    #expect(OneTimeSecret(bytes: Array("12345678901234567890".utf8)).text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    let secret = OneTimeSecret()
    #expect(OneTimeSecret(hexadecimal: secret.hexadecimal) == secret)
    #expect(OneTimeSecret(hexadecimal: "00") == nil)
  }
}

@Suite struct `A new password` {
  @Test(arguments: [
    ("kort", PasswordObjection.tooShort), ("aaaaaaaaaaaaaaaa", .guessable), ("password1234", .guessable),
    ("mette-har-en-hest-9", .guessable), ("kærlighedserklæring7", .guessable), ("sygeplejerske2026", .guessable),
    ("hemmelig\u{7}kode-uden-ende", .unusable),
    (String(repeating: "x7", count: 101), .unusable),
  ])
  func `is refused where it is easily guessed`(password: String, objection: PasswordObjection) throws {
    #expect(try PasswordRule.objection(to: password, of: "mette") == objection)
  }

  @Test(arguments: ["fjord lampe 71 grøn skovl", "tW9!mZ2vQx8rL"])
  func `is taken where it is not`(password: String) throws {
    #expect(try PasswordRule.objection(to: password, of: "mette") == nil)
  }

  @Test func `for the first time is taken, and never the same`() throws {
    let passwords = Set((0..<50).map { _ in FirstPassword.groups() })
    #expect(passwords.count == 50)
    for password in passwords { #expect(try PasswordRule.objection(to: password, of: "mette") == nil) }
  }
}
