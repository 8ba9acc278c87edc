import Afklaring
import Postgres

/// Holds back who tries passwords, together with every other daemon on the database.
///
/// A browser that once signed in as somebody is known by a cookie and counted for itself, so that nobody can lock that
/// person out by trying. Source of the idea: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
struct SignInThrottle: Sendable {
  let services: Services

  static let windowMinutes = 15

  /// As whom somebody tries, and what is known of them.
  struct Person: Sendable {
    let userName: String
    let address: ClientAddress?
    let device: DeviceCookie?
  }

  /// How many tries within the window of each kind are let through to the password.
  static let mostOfDevice = 10
  static let mostOfPair = 5
  static let mostOfAddress = 100
  static let mostOfName = 200

  /// Counts a try, before its password is looked at.
  ///
  /// - Returns: by which it is forgotten when it succeeds.
  /// - Throws: `TooManyTries`, and the try is not counted.
  func begin(_ person: Person) async throws -> Identifier<SignInThrottle> {
    let (limits, now) = (limits(of: person), services.now)
    return try await services.database.transaction(as: .door) { transaction in
      let since = now.adding(seconds: -60 * Self.windowMinutes)
      let rows = try await transaction.query(
        """
        select subject, count(*), min(tried_at)
        from sign_in_try
        where subject = any(\(limits.map(\.subject))) and tried_at > \(since)
        group by subject
        """)
      for row in rows {
        let (subject, count, first) = try row.decode(Bytes.self, Int.self, Instant.self)
        if limits.contains(where: { $0.subject == subject && $0.most <= count }) {
          services.observer(.signInHeldBack)
          throw TooManyTries(seconds: max(1, Int((first - since).rounded(.up))))
        }
      }
      let id = Identifier<SignInThrottle>()
      transaction.later(
        """
        insert into sign_in_try (sign_in_try_id, subject, tried_at)
        select \(id), subject, \(now) from unnest(\(limits.map(\.subject))) as subject
        """)
      return id
    }
  }

  /// Forgets the try that succeeded, and those that the same person needed before it.
  func succeeded(_ id: Identifier<SignInThrottle>, _ person: Person, in transaction: Transaction) {
    transaction.later(
      """
      delete from sign_in_try
      where sign_in_try_id = \(id) or subject = \(limits(of: person)[0].subject)
      """)
  }

  /// The first is the person's own.
  private func limits(of person: Person) -> [(subject: Bytes, most: Int)] {
    let (name, keys) = (person.userName, services.database.keys)
    if let device = person.device { return [(keys.index("sign-in device \(device.nonce)"), Self.mostOfDevice)] }
    let address = person.address?.network ?? "unknown"
    return [
      (keys.index("sign-in \(address) \(name)"), Self.mostOfPair),
      (keys.index("sign-in from \(address)"), Self.mostOfAddress),
      (keys.index("sign-in as \(name)"), Self.mostOfName),
    ]
  }
}

/// Come back later.
struct TooManyTries: Error {
  let seconds: Int
}

/// What a browser keeps after signing in: that it was once trusted with an account's password.
struct DeviceCookie: Sendable {
  static let name = "afklaring_enhed"
  static let days = 365

  let nonce: String
  let text: String

  /// A new one for an account.
  init(for userName: String, _ keys: Keyring) {
    nonce = randomBytes(16).hexadecimal
    text = "\(nonce).\(Self.proof(nonce, userName, keys).hexadecimal)"
  }

  /// - Returns: nil where it was not made here for this account.
  init?(_ text: String?, for userName: String, _ keys: Keyring) {
    guard let parts = text?.split(separator: "."), parts.count == 2, parts[0].utf8.count == 32,
      let given = [UInt8](hexadecimal: parts[1])
    else { return nil }
    let nonce = String(parts[0])
    let proof = Self.proof(nonce, userName, keys)
    guard given.isSameInConstantTime(as: proof) else { return nil }
    (self.nonce, self.text) = (nonce, text ?? "")
  }

  private static func proof(_ nonce: String, _ userName: String, _ keys: Keyring) -> [UInt8] {
    keys.index("device \(nonce) \(userName)").value
  }
}
