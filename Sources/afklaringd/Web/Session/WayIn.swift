import Afklaring
import Postgres

/// A way in (indgang): finds out whose account somebody stands before. Local accounts are one; a municipality's own
/// sign-in can stand beside them, and ends in the same session (`SignIn`).
protocol WayIn: Sendable {
  associatedtype Evidence: Sendable

  /// - Returns: nil where the evidence is not enough; why is not told.
  func identify(_ evidence: Evidence) async throws -> Identified?
}

/// Whose account it is, and whether a second step is still to be taken.
struct Identified: Sendable {
  let account: AccountID
  let needsSecondStep: Bool
}

/// A user name and a password (lokal konto).
struct LocalAccounts: WayIn {
  let services: Services

  struct Evidence: Sendable {
    let person: SignInThrottle.Person
    let password: String
  }

  /// - Throws: `TooManyTries`, before the password is looked at.
  func identify(_ evidence: Evidence) async throws -> Identified? {
    let throttle = SignInThrottle(services: services)
    let attempt = try await throttle.begin(evidence.person)
    let account = try await account(evidence.person.userName)
    guard try await services.passwords.isRight(evidence.password, for: account?.hash), let account else {
      services.observer(.signInRefused)
      return nil
    }
    try await services.database.transaction(as: .door) { throttle.succeeded(attempt, evidence.person, in: $0) }
    return account.identified
  }

  private func account(_ userName: String) async throws -> (identified: Identified, hash: PasswordHash)? {
    let rows = try await services.database.query(
      as: .door,
      """
      select account_id, totp_sealed is not null, password_salt, password_hash
      from account where user_name = \(userName) and not is_disabled
      """)
    guard let row = rows.first else { return nil }
    let (id, needsSecondStep, salt, hash) = try row.decode(AccountID.self, Bool.self, Bytes.self, Bytes.self)
    return (Identified(account: id, needsSecondStep: needsSecondStep), PasswordHash(salt: salt, hash: hash))
  }
}

/// The second step, with its own count of tries: whoever comes here knows the password.
struct SecondStepDesk: Sendable {
  let services: Services

  /// - Throws: `TooManyTries`, before the code is looked at.
  func isRight(_ code: String, of account: AccountID, from address: ClientAddress?) async throws -> Bool {
    let throttle = SignInThrottle(services: services)
    let person = SignInThrottle.Person(userName: "second step \(account)", address: address, device: nil)
    let attempt = try await throttle.begin(person)
    guard try await SecondStep(services.database).take(code, of: account) else {
      services.observer(.signInRefused)
      return false
    }
    try await services.database.transaction(as: .door) { throttle.succeeded(attempt, person, in: $0) }
    return true
  }
}

/// What a form carries from the first step to the second: that the password was right, for five minutes.
struct SecondStepTicket: Sendable {
  let account: AccountID
  let text: String

  private static let seconds = 300

  init(for account: AccountID, at now: Instant, _ keys: Keyring) {
    let until = Int(now.microsecondsSinceEpoch / 1_000_000) + Self.seconds
    self.account = account
    text = "\(account).\(until).\(Self.proof(account, until, keys).hexadecimal)"
  }

  /// - Returns: nil where it was not made here, or is too old.
  init?(_ text: String, at now: Instant, _ keys: Keyring) {
    let parts = text.split(separator: ".")
    guard parts.count == 3, let account = AccountID(parts[0]), let until = Int(parts[1]),
      let given = [UInt8](hexadecimal: parts[2]), Int(now.microsecondsSinceEpoch / 1_000_000) <= until
    else { return nil }
    let proof = Self.proof(account, until, keys)
    guard given.isSameInConstantTime(as: proof) else { return nil }
    (self.account, self.text) = (account, text)
  }

  private static func proof(_ account: AccountID, _ until: Int, _ keys: Keyring) -> [UInt8] {
    keys.index("second step \(account) \(until)").value
  }
}
