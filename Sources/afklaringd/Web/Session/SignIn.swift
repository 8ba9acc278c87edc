import Afklaring
import Crypto
import Postgres

/// The secret in a session's cookie, and what follows from it. The database keeps only a hash of it.
struct SessionToken: Sendable {
  let text: String

  init() {
    text = randomBytes(32).hexadecimal
  }

  init(_ text: String) {
    self.text = text
  }

  var hash: Bytes { Bytes(Array(SHA256.hash(data: Array("session \(text)".utf8)))) }

  /// What the session's forms carry.
  var formToken: String { Array(SHA256.hash(data: Array("form \(text)".utf8))).hexadecimal }
}

/// The user name or the password; which of them is not told.
struct WrongPassword: Error {}

/// Signing in and out with a local account (lokal konto).
struct SignIn: Sendable {
  let services: Services

  /// The token of a new session, or nil where the name or the password is wrong or the account is disabled.
  ///
  /// - Throws: `TooManyTries`, before the password is looked at.
  func begin(_ person: SignInThrottle.Person, password: String) async throws -> SessionToken? {
    let throttle = SignInThrottle(services: services)
    let attempt: Identifier<SignInThrottle>
    do {
      attempt = try await throttle.begin(person)
    } catch let error as TooManyTries {
      services.observer(.signInHeldBack)
      throw error
    }
    let account = try await account(person.userName)
    guard try await services.passwords.isRight(password, for: account?.hash), let account else {
      services.observer(.signInRefused)
      return nil
    }
    let (token, session) = (SessionToken(), SessionID())
    let began = try await services.database.transaction(as: .door) { transaction in
      let rows = try await transaction.query(
        """
        insert into session
          (session_id, token_hash, account_id, role, municipality_code, ward_id, site_id,
           began_at, last_seen_at, ends_at)
        select \(session), \(token.hash), account_role.account_id, account_role.role, account_role.municipality_code,
          account_role.ward_id, account_role.site_id, \(services.now), \(services.now), \(services.now.adding(hours: 10))
        from account_role
        where account_role.account_id = \(account.id)
        order by account_role.role, account_role.municipality_code, account_role.ward_id, account_role.site_id
        limit 1
        returning \(SessionReading.standingColumns)
        """)
      guard let row = rows.first else { return false }
      let actor = Actor(accountID: account.id, sessionID: session, standing: try SessionReading.standing(row))
      throttle.succeeded(attempt, person, in: transaction)
      JournalEntry.account("sign-in", account.id).record(by: actor, in: transaction)
      return true
    }
    guard began else { return nil }
    services.observer(.signedIn(account.id))
    return token
  }

  func end(_ actor: Actor) async throws {
    try await services.database.transaction(as: .door) { transaction in
      transaction.later("delete from session where session_id = \(actor.sessionID)")
      if let account = actor.accountID { JournalEntry.account("sign-out", account).record(by: actor, in: transaction) }
    }
  }

  private func account(_ userName: String) async throws -> (id: AccountID, hash: PasswordHash)? {
    let rows = try await services.database.query(
      as: .door,
      """
      select account_id, password_salt, password_hash from account where user_name = \(userName) and not is_disabled
      """)
    guard let (id, salt, hash) = try rows.first?.decode(AccountID.self, Bytes.self, Bytes.self) else { return nil }
    return (id, PasswordHash(salt: salt, hash: hash))
  }
}
