import Afklaring
import HTTPTypes
import Hummingbird

/// `/konti`: whom an administrator has let in, and the way to let in another.
struct AccountListPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    try await page(to: try context.requireVisitor(), .none, status: .ok)
  }

  @Sendable func add(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    try visitor.actor.require(.manageAccounts)
    do {
      let (name, userName) = (input.text(.name, limit: 120), input.text(.userName, limit: 64))
      let standing = try await services.grantable(by: visitor).chosen(&input)
      guard let name, let userName, let standing, input.problems.isEmpty else { throw input.invalid }
      let password = FirstPassword.groups()
      let command = AddAccount(
        userName: userName, displayName: name, standing: standing, hash: try await services.passwords.hash(password))
      let account = try await services.perform(command, by: visitor.actor)
      return FirstPasswordPage.response(password, of: userName, "/konti/\(account)", to: visitor)
    } catch {
      let (mistakes, status) = try Mistake.all(in: error)
      return try await page(to: visitor, SentForm(typed: input, mistakes: mistakes), status: status)
    }
  }

  private func page(to visitor: Visitor, _ sent: SentForm, status: HTTPResponse.Status) async throws -> Response {
    let accounts = try await services.database.reading(as: visitor.actor) { transaction in
      try await AdministeredAccount.all(for: visitor.actor, in: transaction)
    }
    let content: HTML = """
      <h1>Konti</h1>
      <p class="lead">Dem, der handler for \(visitor.organisation) eller på et af kommunens tilbud.</p>
      \(Forms.errors(sent))
      \(table(accounts))
      <section class="panel" aria-labelledby="ny"><h2 id="ny">Opret en konto</h2>
      \(Forms.form(
        "/konti", by: visitor, button: "Opret kontoen",
        Forms.input(.name, hint: "Som kollegerne ser det", in: sent)
          + Forms.input(.userName, hint: "Små bogstaver, tal, punktum, _ og -", in: sent)
          + Forms.choices(.standing, try await services.grantable(by: visitor).options, in: sent)))</section>
      """
    return Page(title: "Konti", content: content).response(to: visitor, at: "/konti", status: status)
  }

  private func table(_ accounts: [AdministeredAccount]) -> HTML {
    let rows = accounts.map { account in
      """
      <tr><th scope="row" data-label="Navn"><a href="/konti/\(path: account.id.description)">\(account.displayName)</a></th>
      <td data-label="Brugernavn">\(account.userName)</td>
      <td data-label="Roller">\(account.standings.map { DanishNames.standing($0.standing, $0.place) }.joined(separator: "; "))</td>
      <td data-label="To trin">\(account.hasSecondStep ? "Ja" : "Nej")</td>
      <td data-label="Adgang">\(DanishWords.access(of: account))</td></tr>
      """ as HTML
    }
    return """
      <table class="table blocks"><caption>\(accounts.count) \(accounts.count == 1 ? "konto" : "konti")</caption>
      <thead><tr><th scope="col">Navn</th><th scope="col">Brugernavn</th><th scope="col">Roller</th>
      <th scope="col">To trin</th><th scope="col">Adgang</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }
}

extension Services {
  func grantable(by visitor: Visitor) async throws -> [NamedStanding] {
    try await database.reading(as: visitor.actor) { transaction in
      try await NamedStanding.grantable(by: visitor.actor, in: transaction)
    }
  }
}

extension [NamedStanding] {
  var options: [(value: String, label: String)] {
    map { ($0.standing.formValue, DanishNames.standing($0.standing, $0.place)) }
  }

  /// The one that a form names; what is none of these is noted.
  func chosen(_ input: inout Input) -> Standing? {
    guard let value = input.text(.standing) else { return nil }
    let chosen = first { $0.standing.formValue == value }?.standing
    if chosen == nil { input.note(.standing, .notOneOf([])) }
    return chosen
  }
}

/// A first password, shown once.
enum FirstPasswordPage {
  static func response(_ password: String, of userName: String, _ back: String, to visitor: Visitor) -> Response {
    let content: HTML = """
      <h1>Første adgangskode</h1>
      <p class="lead">Giv den til \(userName) på en sikker måde. Den skal skiftes ved første login og vises ikke igen.</p>
      <dl class="facts"><dt>Brugernavn</dt><dd class="secret">\(userName)</dd>
      <dt>Adgangskode</dt><dd class="secret">\(password)</dd></dl>
      <p><a class="button" href="\(back)">Videre</a></p>
      """
    return Page(title: "Første adgangskode", content: content).response(to: visitor, at: "/konti", status: .created)
  }
}

extension DanishWords {
  static func access(of account: AdministeredAccount) -> HTML {
    if account.isDisabled { return "<span class=\"badge closed\">Lukket</span>" }
    return account.hasFirstPassword
      ? "<span class=\"badge waiting\">Har ikke logget ind</span>" : "<span class=\"badge good\">Åben</span>"
  }
}
