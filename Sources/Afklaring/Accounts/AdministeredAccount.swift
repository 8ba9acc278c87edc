public import Postgres

/// An account as an administrator sees it: the municipality's own and those of its sites.
public struct AdministeredAccount: Sendable {
  public let id: AccountID
  public let userName: String
  public let displayName: String
  public let isDisabled: Bool
  public let hasFirstPassword: Bool
  public let hasSecondStep: Bool
  /// Some of its roles are another organisation's: then it is not closed, and gets no new password, from here.
  public let isOthersToo: Bool
  /// Those roles that are the administrator's to give and take.
  public private(set) var standings: [NamedStanding]

  /// By name.
  public static func all(for actor: Actor, in transaction: Transaction) async throws -> [AdministeredAccount] {
    try actor.require(.manageAccounts)
    return try await read("true", for: actor, in: transaction)
  }

  /// - Throws: `AccessRefusal.notFound` where there is none, or it is not the administrator's to see.
  public static func one(
    _ id: AccountID, for actor: Actor, in transaction: Transaction
  ) async throws -> AdministeredAccount {
    try actor.require(.manageAccounts)
    guard let account = try await read("account.account_id = \(id)", for: actor, in: transaction).first else {
      throw AccessRefusal.notFound
    }
    return account
  }

  /// The account of the actor's own is there for everybody to read; its role is not one to administer, so it stays out.
  private static func read(
    _ which: SQL, for actor: Actor, in transaction: Transaction
  ) async throws -> [AdministeredAccount] {
    let rows = try await transaction.query(
      """
      select account.account_id, account.user_name, account.display_name, account.is_disabled,
        account.must_change_password, account.totp_sealed is not null as has_second_step,
        not is_administered(account.account_id) as is_others_too,
        account_role.role, account_role.municipality_code, account_role.ward_id, account_role.site_id,
        coalesce(site.name, municipality.name) as place
      from account
      join account_role on account_role.account_id = account.account_id
      left join site on site.site_id = account_role.site_id
      left join municipality on municipality.municipality_code = account_role.municipality_code
      where is_administered_role(account_role.municipality_code, account_role.site_id) and \(which)
      order by account.display_name, account.user_name, account_role.role, coalesce(site.name, municipality.name)
      """)
    var accounts: [AdministeredAccount] = []
    for row in rows {
      let id: AccountID = try row("account_id")
      let standing = NamedStanding(standing: try Standing(row), place: try row("place"))
      if let last = accounts.last, last.id == id {
        accounts[accounts.count - 1].standings.append(standing)
      } else {
        accounts.append(try AdministeredAccount(row, standing))
      }
    }
    return accounts
  }

  private init(_ row: Row, _ standing: NamedStanding) throws {
    id = try row("account_id")
    userName = try row("user_name")
    displayName = try row("display_name")
    isDisabled = try row("is_disabled")
    hasFirstPassword = try row("must_change_password")
    hasSecondStep = try row("has_second_step")
    isOthersToo = try row("is_others_too")
    standings = [standing]
  }
}

/// A role with its organisation in words.
public struct NamedStanding: Sendable, Equatable {
  public let standing: Standing
  public let place: String?

  /// The roles that an administrator can give: the municipality's, and its sites' staff.
  public static func grantable(by actor: Actor, in transaction: Transaction) async throws -> [NamedStanding] {
    guard case .administrator(let code) = actor.standing else { return [] }
    let name = try await transaction.query(
      "select name from municipality where municipality_code = \(code)"
    ).first?.decode(String.self)
    let sites = try await transaction.query(
      "select site_id, name from site where municipality_code = \(code) order by name, site_code")
    return [
      NamedStanding(standing: .municipalAuthority(code), place: name),
      NamedStanding(standing: .administrator(code), place: name),
    ] + (try sites.map { NamedStanding(standing: .siteStaff(try $0("site_id")), place: try $0("name")) })
  }
}

extension Actor {
  /// Whether a role is the actor's to give and take.
  func administers(_ standing: Standing, in transaction: Transaction) async throws -> Bool {
    guard case .administrator(let own) = self.standing else { return isSystem }
    switch standing {
    case .municipalAuthority(let code), .administrator(let code): return code == own
    case .siteStaff(let site):
      return try await !transaction.query(
        "select from site where site_id = \(site) and municipality_code = \(own)"
      ).isEmpty
    case .dischargeCoordinator, .projectStaff, .auditor, .system, .door, .reporting: return false
    }
  }
}
