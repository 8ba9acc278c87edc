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

    public var code: String {
      switch self {
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

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let account = AccountID()
    try await transaction.query(
      """
      insert into account (account_id, user_name, display_name, password_salt, password_hash, must_change_password)
      values (\(account), \(userName), \(displayName), \(hash.salt), \(hash.hash), true)
      """)
    GrantRole.store(standing, for: account, in: transaction)
    JournalEntry.account("add-account", account).record(by: actor, in: transaction)
  }
}

/// What commands on an account that is there refuse.
public enum AccountNo: Refusal {
  case noSuchAccount
  case roleHeld
  case roleNotHeld

  public var code: String {
    switch self {
    case .noSuchAccount: "no-such-account"
    case .roleHeld: "role-held"
    case .roleNotHeld: "role-not-held"
    }
  }
}

/// An account by its user name, locked until the transaction ends.
enum LockedAccount {
  static func find(_ userName: String, in transaction: Transaction) async throws -> AccountID {
    let rows = try await transaction.query(
      "select account_id from account where user_name = \(userName) for no key update")
    guard let row = rows.first else { throw AccountNo.noSuchAccount }
    return try row.decode(AccountID.self)
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
    let account = try await LockedAccount.find(userName, in: transaction)
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
    let account = try await LockedAccount.find(userName, in: transaction)
    let columns = standing.columns
    let gone = try await transaction.query(
      """
      delete from account_role
      where account_id = \(account) and role = \(standing.role.rawValue)
        and municipality_code is not distinct from \(columns.municipality)
        and ward_id is not distinct from \(columns.ward) and site_id is not distinct from \(columns.site)
      """)
    guard gone.affected > 0 else { throw No.roleNotHeld }
    JournalEntry.account("revoke-role", account, standing.details).record(by: actor, in: transaction)
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
    let account = try await LockedAccount.find(userName, in: transaction)
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
    let account = try await LockedAccount.find(userName, in: transaction)
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
