import Afklaring
import HTTPTypes
import Hummingbird

/// `/konti/:id`: one account's roles, its way in, and whether it is open.
struct AdministeredAccountPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AccountID)
    return try await page(account(id, for: visitor), to: visitor, .none, status: .ok)
  }

  /// The address of a form, asked for without one.
  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/konti/\(try context.identifier() as AccountID)")
  }

  @Sendable func grant(_ request: Request, _ context: WebContext) async throws -> Response {
    try await change(request, context) { account, input, visitor in
      guard let standing = try await services.grantable(by: visitor).chosen(&input) else { throw input.invalid }
      try await services.perform(GrantRole(standing, to: account.userName), by: visitor.actor)
      return nil
    }
  }

  @Sendable func revoke(_ request: Request, _ context: WebContext) async throws -> Response {
    try await change(request, context) { account, input, visitor in
      guard let standing = try await services.grantable(by: visitor).chosen(&input) else { throw input.invalid }
      try await services.perform(RevokeRole(standing, from: account.userName), by: visitor.actor)
      return nil
    }
  }

  @Sendable func reset(_ request: Request, _ context: WebContext) async throws -> Response {
    try await change(request, context) { account, _, visitor in
      let password = FirstPassword.groups()
      let hash = try await services.passwords.hash(password)
      try await services.perform(ResetAccount(account.userName, hash: hash), by: visitor.actor)
      return FirstPasswordPage.response(password, of: account.userName, "/konti/\(account.id)", to: visitor)
    }
  }

  @Sendable func disable(_ request: Request, _ context: WebContext) async throws -> Response {
    try await change(request, context) { account, input, visitor in
      guard let isDisabled = input.truthOfForm(.answer) else { throw input.invalid }
      try await services.perform(DisableAccount(account.userName, isDisabled: isDisabled), by: visitor.actor)
      return nil
    }
  }

  /// What all changes have in common: the account has to be the administrator's to see; a refusal keeps the page.
  private func change(
    _ request: Request, _ context: WebContext,
    _ body: (AdministeredAccount, inout Input, Visitor) async throws -> Response?
  ) async throws -> Response {
    let (visitor, id) = (try context.requireVisitor(), try context.identifier() as AccountID)
    var input = try await FormReading.input(request, from: visitor)
    let account = try await account(id, for: visitor)
    do {
      return try await body(account, &input, visitor) ?? .seeOther("/konti/\(id)")
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(account, to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  private func account(_ id: AccountID, for visitor: Visitor) async throws -> AdministeredAccount {
    try await services.database.reading(as: visitor.actor) { transaction in
      try await AdministeredAccount.one(id, for: visitor.actor, in: transaction)
    }
  }

  private func page(
    _ account: AdministeredAccount, to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status
  ) async throws -> Response {
    let isOwn = account.id == visitor.actor.accountID
    let granted = account.standings.map(\.standing)
    let grantable = try await services.grantable(by: visitor).filter { !granted.contains($0.standing) }
    let content: HTML = """
      <p class="crumbs"><a href="/konti">Konti</a> / \(account.displayName)</p>
      <h1>\(account.displayName) \(DanishWords.access(of: account))</h1>
      <p class="lead">Brugernavn \(account.userName).</p>
      \(Forms.errors(sent, areFieldsShown: false))
      \(if: isOwn, "<div class=\"notice\"><p>Det er din egen konto. En anden administrator kan ændre den.</p></div>")
      <div class="panels">
      <section class="panel" aria-labelledby="roller"><h2 id="roller">Roller</h2>\(roles(account, isOwn, visitor))\
      \(if: !isOwn && !grantable.isEmpty, Forms.form(
        "/konti/\(account.id)/rolle", by: visitor, button: "Giv rollen", Forms.choices(.standing, grantable.options)))</section>
      \(if: !isOwn, wayIn(account, visitor))
      </div>
      """
    return Page(title: "Konto", content: content).response(to: visitor, at: "/konti", status: status)
  }

  private func roles(_ account: AdministeredAccount, _ isOwn: Bool, _ visitor: Visitor) -> HTML {
    let lines = account.standings.map { held in
      let name = DanishNames.standing(held.standing, held.place)
      guard !isOwn && account.standings.count > 1 else { return "<li>\(name)</li>" as HTML }
      return """
        <li>\(name)\(Forms.form(
          "/konti/\(account.id)/rolle/fjern", by: visitor, button: "Fjern \(name)", isSecondary: true,
          Forms.hidden(.standing, held.standing.formValue)))</li>
        """ as HTML
    }
    return "<ul class=\"plain\">\(lines)</ul>"
  }

  private func wayIn(_ account: AdministeredAccount, _ visitor: Visitor) -> HTML {
    guard !account.isOthersToo else {
      return """
        <section class="panel" aria-labelledby="adgang"><h2 id="adgang">Adgang</h2>
        <p>Kontoen har også roller hos andre. Driften af Afklaring kan lukke den og give en ny adgangskode.</p></section>
        """
    }
    return """
      <section class="panel" aria-labelledby="adgang"><h2 id="adgang">Adgang</h2>
      <p>En ny første adgangskode slår også to-trins-login fra. Den, der er logget ind, bliver logget ud.</p>
      \(Forms.form("/konti/\(account.id)/adgangskode", by: visitor, button: "Ny første adgangskode", isSecondary: true))
      \(Forms.form(
        "/konti/\(account.id)/lukning", by: visitor, button: account.isDisabled ? "Åbn kontoen igen" : "Luk kontoen",
        isSecondary: true, Forms.hidden(.answer, account.isDisabled ? "nej" : "ja")))</section>
      """
  }
}

extension AccountNo: Worded {
  var field: Field? { nil }

  var danish: String {
    switch self {
    case .noSuchAccount: "Der er ingen konto med det brugernavn."
    case .roleHeld: "Kontoen har allerede rollen."
    case .roleNotHeld: "Kontoen har ikke rollen."
    case .roleNotYours: "Rollen hører til en anden organisation."
    case .isOthersToo: "Kontoen har også roller hos andre. Kontakt driften af Afklaring."
    case .isLastRole: "Det er kontoens sidste rolle. Luk kontoen i stedet."
    case .isOwn: "Du kan ikke ændre din egen konto her. Bed en anden administrator."
    }
  }

  var english: String {
    switch self {
    case .noSuchAccount: "there is no account with that user name"
    case .roleHeld: "the account has that role already"
    case .roleNotHeld: "the account does not have that role"
    case .roleNotYours: "the role is another organisation's"
    case .isOthersToo: "the account has roles of other organisations, too"
    case .isLastRole: "it is the account's last role; disable the account"
    case .isOwn: "that is the own account"
    }
  }
}

extension AddAccount.No: Worded {
  var field: Field? { self == .roleNotYours ? .standing : .userName }

  var danish: String {
    switch self {
    case .userNameTaken: "Der er allerede en konto med det brugernavn."
    case .userNameShape:
      "Et brugernavn er 2 til 64 små bogstaver, tal, punktum, _ og -, og det begynder med et bogstav eller et tal."
    case .roleNotYours: AccountNo.roleNotYours.danish
    }
  }

  var english: String {
    switch self {
    case .userNameTaken: "there is an account with that user name already"
    case .userNameShape:
      "a user name is 2 to 64 lower-case letters, digits, . _ and -, and begins with a letter or digit"
    case .roleNotYours: AccountNo.roleNotYours.english
    }
  }
}
