import Afklaring
import ArgumentParser
import Postgres

/// Local accounts from the command line: the first administrator, and whoever else an operator lets in.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Add, change and list accounts.",
    discussion:
      "A first password is printed once and has to be changed at the first sign-in. Administrators are led to add a "
      + "second step then, too.",
    subcommands: [List.self, Add.self, Grant.self, Revoke.self, Reset.self, Disable.self, Enable.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every account: user name, roles, and what is to be known about it.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let rows = try await database.withDatabase { database in
        try await database.query(
          as: .system,
          """
          select account.user_name,
            coalesce(string_agg(concat_ws(' ', account_role.role, account_role.municipality_code, ward.name,
              site.site_code), ', ' order by account_role.role), ''),
            concat_ws(', ', case when account.is_disabled then 'disabled' end,
              case when account.must_change_password then 'has a first password' end,
              case when account.totp_sealed is not null then 'second step' end)
          from account
          left join account_role on account_role.account_id = account.account_id
          left join ward on ward.ward_id = account_role.ward_id
          left join site on site.site_id = account_role.site_id
          group by account.account_id
          order by account.user_name
          """
        ).map { try $0.decode(String.self, String.self, String.self) }
      }
      for row in rows { try Output.line("\(row.0)\t\(row.1)\t\(row.2)") }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make an account with a role; prints its first password.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "What the person signs in with: lower-case letters, digits, . _ and -.")
    var userName: String
    @Option(help: "The person's name, as colleagues see it.")
    var name: String
    @OptionGroup var standing: StandingOptions

    func validate() throws {
      guard PlainText.isPlain(name, limit: 200) else { throw ValidationError("--name: \(PlainText.allowed(200))") }
    }

    func run() async throws {
      let password = FirstPassword.groups()
      let hash = try PasswordHash(password)
      try await database.withDatabase { database in
        let standing = try await standing.found(in: database)
        try await UserCommand.perform(
          AddAccount(userName: userName, displayName: name, standing: standing, hash: hash), in: database)
      }
      try Output.line("\(userName)\t\(password)")
    }
  }

  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let an account act in one more role.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The account's user name.") var userName: String
    @OptionGroup var standing: StandingOptions

    func run() async throws {
      try await database.withDatabase { database in
        try await UserCommand.perform(GrantRole(try await standing.found(in: database), to: userName), in: database)
      }
      try Output.line("\(userName) has the role")
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a role away; sessions in it end.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The account's user name.") var userName: String
    @OptionGroup var standing: StandingOptions

    func run() async throws {
      try await database.withDatabase { database in
        try await UserCommand.perform(RevokeRole(try await standing.found(in: database), from: userName), in: database)
      }
      try Output.line("\(userName) has the role no more")
    }
  }

  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A first password again, and no second step; sessions end. Prints the password.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The account's user name.") var userName: String

    func run() async throws {
      let password = FirstPassword.groups()
      let hash = try PasswordHash(password)
      try await database.withDatabase { database in
        try await UserCommand.perform(ResetAccount(userName, hash: hash), in: database)
      }
      try Output.line("\(userName)\t\(password)")
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shut an account out; its sessions end.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The account's user name.") var userName: String

    func run() async throws {
      try await database.withDatabase { database in
        try await UserCommand.perform(DisableAccount(userName, isDisabled: true), in: database)
      }
      try Output.line("\(userName) is shut out")
    }
  }

  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let a disabled account in again.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The account's user name.") var userName: String

    func run() async throws {
      try await database.withDatabase { database in
        try await UserCommand.perform(DisableAccount(userName, isDisabled: false), in: database)
      }
      try Output.line("\(userName) may sign in again")
    }
  }

  private static func perform(_ command: some Command, in database: Database) async throws {
    do {
      _ = try await database.perform(command, by: .system)
    } catch let refusal as AddAccount.No {
      throw CommandFailure.badInput([refusal.english])
    } catch let refusal as AccountNo {
      throw CommandFailure.badInput([refusal.english])
    }
  }
}

/// A role and the organisation it is for.
struct StandingOptions: ParsableArguments {
  @Option(help: "discharge_coordinator, municipal_authority, site_staff, project_staff, administrator or auditor.")
  var role: String
  @Option(help: "Municipality code, four digits: of an authority or an administrator.")
  var municipality: String?
  @Option(help: "The ward's name: of a discharge coordinator.")
  var ward: String?
  @Option(help: "The site's code: of its staff.")
  var site: String?

  func validate() throws {
    guard Role(rawValue: role).map({ ![.system, .door, .reporting].contains($0) }) == true else {
      throw ValidationError("--role: see --help for the roles there are")
    }
    let needed: [String?] = [municipality, ward, site]
    let wanted = [Self.takesMunicipality(role), role == "discharge_coordinator", role == "site_staff"]
    guard zip(needed, wanted).allSatisfy({ ($0 != nil) == $1 }) else {
      throw ValidationError(
        "give --ward to a discharge_coordinator, --site to site_staff, --municipality to a municipal_authority and an "
          + "administrator, and none of them to others")
    }
  }

  private static func takesMunicipality(_ role: String) -> Bool {
    role == "municipal_authority" || role == "administrator"
  }

  func found(in database: Database) async throws -> Standing {
    switch Role(rawValue: role) {
    case .dischargeCoordinator:
      .dischargeCoordinator(
        try await one("ward of that name", "select ward_id from ward where name = \(ward ?? "")", in: database))
    case .siteStaff:
      .siteStaff(
        try await one("site with that code", "select site_id from site where site_code = \(site ?? "")", in: database))
    case .municipalAuthority: .municipalAuthority(try code)
    case .administrator: .administrator(try code)
    case .projectStaff: .projectStaff
    default: .auditor
    }
  }

  private var code: MunicipalityCode {
    get throws {
      guard let municipality, try Places.load().municipality(code: municipality) != nil,
        let code = MunicipalityCode(municipality)
      else {
        throw CommandFailure.badInput(["--municipality: the four digits of a Danish municipality, such as 0607"])
      }
      return code
    }
  }

  private func one<Value: PostgresDecodable>(
    _ what: String, _ query: SQL, in database: Database
  ) async throws -> Value {
    let rows = try await database.query(as: .system, query)
    guard rows.count == 1 else {
      throw CommandFailure.badInput([rows.isEmpty ? "there is no \(what)" : "there is more than one \(what)"])
    }
    return try rows[0].decode(Value.self)
  }
}
