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

/// The password was right; a code is asked for, too.
struct SecondStepNeeded: Error {}

/// Signing in and out: a session is begun for an account that some way in has identified.
struct SignIn: Sendable {
  let services: Services

  /// Begins a session in one of the account's roles; the first where none is named.
  ///
  /// - Parameter old: a session that ends with it, when somebody takes another role.
  /// - Returns: its token, or nil where the account is disabled or has no such role.
  func begin(
    _ account: AccountID, as standing: Standing? = nil, insteadOf old: SessionID? = nil
  ) async throws -> SessionToken? {
    let (token, session) = (SessionToken(), SessionID())
    let columns = standing?.columns
    let began = try await services.database.transaction(as: .door) { transaction in
      let rows = try await transaction.query(
        """
        insert into session
          (session_id, token_hash, account_id, role, municipality_code, ward_id, site_id,
           began_at, last_seen_at, ends_at)
        select \(session), \(token.hash), account_role.account_id, account_role.role, account_role.municipality_code,
          account_role.ward_id, account_role.site_id, \(services.now), \(services.now), \(services.now.adding(hours: 10))
        from account_role
        join account on account.account_id = account_role.account_id and not account.is_disabled
        where account_role.account_id = \(account)
          and (\(standing?.role.rawValue)::text is null
            or account_role.role = \(standing?.role.rawValue)
              and account_role.municipality_code is not distinct from \(columns?.municipality)
              and account_role.ward_id is not distinct from \(columns?.ward)
              and account_role.site_id is not distinct from \(columns?.site))
        order by account_role.role, account_role.municipality_code, account_role.ward_id, account_role.site_id
        limit 1
        returning role, municipality_code, ward_id, site_id
        """)
      guard let row = rows.first else { return false }
      let actor = Actor(accountID: account, sessionID: session, standing: try Standing(row))
      JournalEntry.account(old == nil ? "sign-in" : "change-role", account).record(by: actor, in: transaction)
      if let old { transaction.later("delete from session where session_id = \(old)") }
      return true
    }
    guard began else { return nil }
    services.observer(.signedIn(account))
    return token
  }

  func end(_ actor: Actor) async throws {
    try await services.database.transaction(as: .door) { transaction in
      if let account = actor.accountID { JournalEntry.account("sign-out", account).record(by: actor, in: transaction) }
      transaction.later("delete from session where session_id = \(actor.sessionID)")
    }
  }
}
