public import Postgres

/// Makes a local account (lokal konto) with its first role.
public struct AddAccount: Command {
  public static let permission = Permission.manageAccounts

  public let userName: String
  public let displayName: String
  public let standing: Standing
  /// Of a first password, which has to be changed when it is used.
  public let hash: PasswordHash

  public init(userName: String, displayName: String, standing: Standing, hash: PasswordHash) {
    (self.userName, self.displayName, self.standing, self.hash) = (userName, displayName, standing, hash)
  }

  public enum No: Refusal {
    case userNameTaken
    case userNameShape
    case roleNotYours

    public var code: String {
      switch self {
      case .roleNotYours: "role-not-yours"
      case .userNameTaken: "user-name-taken"
      case .userNameShape: "user-name-shape"
      }
    }
  }

  public static func refusal(for constraint: String) -> No? {
    switch constraint {
    case "account_user_name_unique": .userNameTaken
    case "account_user_name_shape": .userNameShape
    default: nil
    }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws -> AccountID {
    guard try await actor.administers(standing, in: transaction) else { throw No.roleNotYours }
    let account = AccountID()
    try await transaction.query(
      """
      insert into account (account_id, user_name, display_name, password_salt, password_hash, must_change_password)
      values (\(account), \(userName), \(displayName), \(hash.salt), \(hash.hash), true)
      """)
    GrantRole.store(standing, for: account, in: transaction)
    JournalEntry.account("add-account", account, standing.details).record(by: actor, in: transaction)
    return account
  }
}

/// What commands on an account that is there refuse.
public enum AccountNo: Refusal {
  case noSuchAccount
  case roleHeld
  case roleNotHeld
  /// The role is another organisation's.
  case roleNotYours
  /// The account has roles of other organisations, too.
  case isOthersToo
  /// An account keeps a role as long as it is there: it is closed.
  case isLastRole
  /// Whoever administers does not do this to the own account.
  case isOwn

  public var code: String {
    switch self {
    case .roleNotYours: "role-not-yours"
    case .isOthersToo: "account-is-others-too"
    case .isLastRole: "last-role"
    case .isOwn: "own-account"
    case .noSuchAccount: "no-such-account"
    case .roleHeld: "role-held"
    case .roleNotHeld: "role-not-held"
    }
  }
}

/// An account by its user name, as a command needs it: what concerns one account happens one thing at a time.
enum KnownAccount {
  static func find(_ userName: String, by actor: Actor, in transaction: Transaction) async throws -> AccountID {
    transaction.later("select pg_advisory_xact_lock(hashtextextended(\(userName), 0))")
    let rows = try await transaction.query("select account_id from account where user_name = \(userName)")
    guard let row = rows.first else { throw AccountNo.noSuchAccount }
    let account = try row.decode(AccountID.self)
    guard account != actor.accountID else { throw AccountNo.isOwn }
    return account
  }

  /// To change what is the account's as a whole.
  static func lock(_ userName: String, by actor: Actor, in transaction: Transaction) async throws -> AccountID {
    let account = try await find(userName, by: actor, in: transaction)
    // The database's policies let an administrator lock such accounts only as have no other organisation's role.
    let locked = try await transaction.query(
      "select from account where account_id = \(account) for no key update")
    guard !locked.isEmpty else { throw AccountNo.isOthersToo }
    return account
  }
}

/// Lets an account act in one more role.
public struct GrantRole: Command {
  public static let permission = Permission.manageAccounts
  public typealias No = AccountNo

  public let userName: String
  public let standing: Standing

  public init(_ standing: Standing, to userName: String) {
    (self.standing, self.userName) = (standing, userName)
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "account_role_once" ? .roleHeld : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard try await actor.administers(standing, in: transaction) else { throw No.roleNotYours }
    let account = try await KnownAccount.find(userName, by: actor, in: transaction)
    Self.store(standing, for: account, in: transaction)
    JournalEntry.account("grant-role", account, standing.details).record(by: actor, in: transaction)
  }

  static func store(_ standing: Standing, for account: AccountID, in transaction: Transaction) {
    let columns = standing.columns
    transaction.later(
      """
      insert into account_role (account_id, role, municipality_code, ward_id, site_id)
      values (\(account), \(standing.role.rawValue), \(columns.municipality), \(columns.ward), \(columns.site))
      """)
  }
}

/// Takes a role away; sessions in it end with the next request, and what is under way is refused.
public struct RevokeRole: Command {
  public static let permission = Permission.manageAccounts
  public typealias No = AccountNo

  public let userName: String
  public let standing: Standing

  public init(_ standing: Standing, from userName: String) {
    (self.standing, self.userName) = (standing, userName)
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard try await actor.administers(standing, in: transaction) else { throw No.roleNotYours }
    let account = try await KnownAccount.find(userName, by: actor, in: transaction)
    let columns = standing.columns
    let gone = try await transaction.query(
      """
      delete from account_role
      where account_id = \(account) and role = \(standing.role.rawValue)
        and municipality_code is not distinct from \(columns.municipality)
        and ward_id is not distinct from \(columns.ward) and site_id is not distinct from \(columns.site)
      """)
    guard gone.affected > 0 else { throw No.roleNotHeld }
    // An account without a role would be out of every administrator's sight.
    if !actor.isSystem, try await Self.hasNone(account, in: transaction) { throw No.isLastRole }
    JournalEntry.account("revoke-role", account, standing.details).record(by: actor, in: transaction)
  }

  private static func hasNone(_ account: AccountID, in transaction: Transaction) async throws -> Bool {
    try await !transaction.query("select has_role(\(account))")[0].decode(Bool.self)
  }
}

/// Shuts an account out, or lets it in again. Its sessions end.
public struct DisableAccount: Command {
  public static let permission = Permission.manageAccounts
  public typealias No = AccountNo

  public let userName: String
  public let isDisabled: Bool

  public init(_ userName: String, isDisabled: Bool) {
    (self.userName, self.isDisabled) = (userName, isDisabled)
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let account = try await KnownAccount.lock(userName, by: actor, in: transaction)
    transaction.later("update account set is_disabled = \(isDisabled) where account_id = \(account)")
    transaction.later("delete from session where account_id = \(account)")
    JournalEntry.account(isDisabled ? "disable-account" : "enable-account", account).record(by: actor, in: transaction)
  }
}

/// A first password again, and no second step: for who has lost the one or the other.
public struct ResetAccount: Command {
  public static let permission = Permission.manageAccounts
  public typealias No = AccountNo

  public let userName: String
  public let hash: PasswordHash

  public init(_ userName: String, hash: PasswordHash) {
    (self.userName, self.hash) = (userName, hash)
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let account = try await KnownAccount.lock(userName, by: actor, in: transaction)
    transaction.later(
      """
      update account
      set password_salt = \(hash.salt), password_hash = \(hash.hash), must_change_password = true,
        totp_sealed = null, totp_step = null
      where account_id = \(account)
      """)
    transaction.later("delete from recovery_code where account_id = \(account)")
    transaction.later("delete from session where account_id = \(account)")
    JournalEntry.account("reset-account", account).record(by: actor, in: transaction)
  }
}

extension Standing {
  /// For the event log.
  var details: [String: String] {
    ["role": role.rawValue].merging(organisation.map { ["organisation": $0] } ?? [:]) { $1 }
  }
}
