internal import Postgres

/// What somebody does with the own account. The daemon acts as `door`, which sees accounts and no people; the event log
/// names who it was for.
public struct OwnAccount: Sendable {
  let database: Database
  private let actor: Actor
  public let id: AccountID
  public let session: SessionID

  public init?(_ actor: Actor, in database: Database) {
    guard let id = actor.accountID, let session = actor.sessionID else { return nil }
    (self.database, self.actor, self.id, self.session) = (database, actor, id, session)
  }

  // MARK: What there is

  public struct State: Sendable {
    public let userName: String
    public let hash: PasswordHash
    public let hasSecondStep: Bool
    public let recoveryCodesLeft: Int
    public let standings: [NamedStanding]
    public let sessions: [OpenSession]
  }

  public struct OpenSession: Sendable {
    public let id: SessionID
    public let role: Role
    public let beganAt: Instant
    public let lastSeenAt: Instant
  }

  public func state(seenSince: Instant) async throws -> State {
    try await database.reading(as: .door) { transaction in
      let row = try await transaction.query(
        """
        select user_name, password_salt, password_hash, totp_sealed is not null as has_second_step,
          (select count(*) from recovery_code where recovery_code.account_id = account.account_id) as codes
        from account where account_id = \(id)
        """)[0]
      let standings = try await transaction.query(
        """
        select account_role.role, account_role.municipality_code, account_role.ward_id, account_role.site_id,
          coalesce(ward.name, site.name) as place, municipality.name as municipality
        from account_role
        left join municipality on municipality.municipality_code = account_role.municipality_code
        left join ward on ward.ward_id = account_role.ward_id
        left join site on site.site_id = account_role.site_id
        where account_role.account_id = \(id)
        order by account_role.role, coalesce(municipality.name, ward.name, site.name)
        """)
      let sessions = try await transaction.query(
        """
        select session_id, role, began_at, last_seen_at from session
        where account_id = \(id) and ends_at > \(database.clock.now) and last_seen_at > \(seenSince)
        order by last_seen_at desc, session_id
        """)
      return State(
        userName: try row("user_name"),
        hash: PasswordHash(salt: try row("password_salt"), hash: try row("password_hash")),
        hasSecondStep: try row("has_second_step"), recoveryCodesLeft: try row("codes"),
        standings: try standings.map { row in
          NamedStanding(
            standing: try Standing(row),
            place: try row("place", as: String?.self) ?? row("municipality", as: String?.self))
        },
        sessions: try sessions.map { row in
          OpenSession(
            id: try row("session_id"), role: Role(rawValue: try row("role")) ?? .door, beganAt: try row("began_at"),
            lastSeenAt: try row("last_seen_at"))
        })
    }
  }

  // MARK: Changes

  /// A new password; every other session ends.
  public func change(to hash: PasswordHash) async throws {
    try await record("change-password") { transaction in
      transaction.later(
        """
        update account set password_salt = \(hash.salt), password_hash = \(hash.hash), must_change_password = false
        where account_id = \(id)
        """)
      transaction.later("delete from session where account_id = \(id) and session_id <> \(session)")
    }
  }

  /// Codes from a telephone from now on, at every sign-in.
  ///
  /// - Parameter step: the step of the code that proved the telephone has the secret.
  /// - Returns: codes for the day on which it is lost, each good once; they are not shown again.
  public func addSecondStep(_ secret: OneTimeSecret, step: Int) async throws -> [String] {
    let codes = (0..<10).map { _ in RecoveryCode() }
    let sealed = try database.keys.seal(secret.hexadecimal, as: .oneTimeSecret)
    try await record("add-second-step") { transaction in
      transaction.later(
        "update account set totp_sealed = \(sealed), totp_step = \(step) where account_id = \(id)")
      transaction.later("delete from recovery_code where account_id = \(id)")
      transaction.later(
        """
        insert into recovery_code (account_id, code_index)
        select \(id), code from unnest(\(codes.map { $0.index(for: id, database.keys) })) as code
        """)
    }
    return codes.map(\.text)
  }

  /// A secret that travels with a form, readable here alone and for its account alone.
  public func sealed(_ secret: OneTimeSecret) throws -> String {
    try database.keys.seal("\(id) \(secret.hexadecimal)", as: .oneTimeSecret).value.hexadecimal
  }

  /// - Returns: nil where it was not sealed here, or for another account.
  public func opened(_ sealed: String) -> OneTimeSecret? {
    guard let bytes = [UInt8](hexadecimal: sealed) else { return nil }
    do {
      let text = try database.keys.open(Bytes(bytes), as: .oneTimeSecret)
      return text.hasPrefix("\(id) ") ? OneTimeSecret(hexadecimal: String(text.dropFirst(37))) : nil
    } catch {
      return nil
    }
  }

  /// Ends one of the own sessions, or every other one.
  public func end(_ other: SessionID?) async throws {
    try await record("end-session") { transaction in
      if let other {
        transaction.later(
          "delete from session where account_id = \(id) and session_id = \(other) and session_id <> \(session)")
      } else {
        transaction.later("delete from session where account_id = \(id) and session_id <> \(session)")
      }
    }
  }

  func record(_ action: String, _ change: @Sendable (Transaction) -> Void) async throws {
    try await database.transaction(as: .door) { transaction in
      change(transaction)
      JournalEntry.account(action, id).record(by: actor, in: transaction)
    }
  }
}

/// A code that stands in for the telephone, once: sixteen letters and digits in four groups.
struct RecoveryCode: Sendable {
  let text: String

  init() {
    text = FirstPassword.groups()
  }

  init(typed: String) {
    text = typed.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  func index(for account: AccountID, _ keys: Keyring) -> Bytes {
    keys.index("recovery \(account) \(text.filter { $0 != "-" })")
  }
}

/// A password for the first time (engangsadgangskode): eighty random bits, easy to read out.
public enum FirstPassword {
  public static func groups() -> String {
    let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
    let text = randomBytes(16).map { letters[Int($0 & 31)] }
    return stride(from: 0, to: 16, by: 4).map { String(text[$0..<$0 + 4]) }.joined(separator: "-")
  }
}
