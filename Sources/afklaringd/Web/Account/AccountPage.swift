import Afklaring
import HTTPTypes
import Hummingbird

/// `/konto`: the roles somebody has, where they are signed in, and what guards the account.
struct AccountPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    let own = try OwnAccount(of: visitor, services)
    let state = try await own.state(seenSince: SessionReading.seenSince(services.now))
    let content: HTML = """
      <h1>Min konto</h1>
      <p class="lead">\(visitor.name), brugernavn \(state.userName).</p>
      <div class="panels">
      <section class="panel" aria-labelledby="roller"><h2 id="roller">Roller</h2>\(roles(state, visitor))</section>
      <section class="panel" aria-labelledby="sikkerhed"><h2 id="sikkerhed">Adgang</h2>\(guards(state))</section>
      </div>
      <section aria-labelledby="sessioner"><h2 id="sessioner">Her er du logget ind</h2>\(sessions(state, own, visitor))</section>
      """
    return Page(title: "Min konto", content: content).response(to: visitor, at: "/konto")
  }

  /// Another role is another session; the one before ends.
  @Sendable func changeRole(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    var input = try await FormReading.input(request, from: visitor)
    let own = try OwnAccount(of: visitor, services)
    guard let chosen = input.text(.standing, limit: 200) else { throw input.invalid }
    let state = try await own.state(seenSince: services.now)
    guard let standing = state.standings.map(\.standing).first(where: { $0.formValue == chosen }),
      let token = try await SignIn(services: services).begin(own.id, as: standing, insteadOf: own.session)
    else {
      input.note(.standing, .notOneOf([]))
      throw input.invalid
    }
    var response = Response.seeOther("/")
    response.setCookie(services.sessionCookie(token))
    return response
  }

  @Sendable func endOne(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    _ = try await FormReading.input(request, from: visitor)
    try await OwnAccount(of: visitor, services).end(try context.identifier() as SessionID)
    return .seeOther("/konto")
  }

  @Sendable func endOthers(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    _ = try await FormReading.input(request, from: visitor)
    try await OwnAccount(of: visitor, services).end(nil)
    return .seeOther("/konto")
  }

  /// The address of a form, asked for without one.
  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try context.requireVisitor()
    return .seeOther("/konto")
  }

  private func roles(_ state: OwnAccount.State, _ visitor: Visitor) -> HTML {
    let lines = state.standings.map { held in
      let name = DanishNames.standing(held.standing, held.place)
      guard held.standing != visitor.actor.standing else {
        return "<li><strong>\(name)</strong> – den bruger du nu</li>" as HTML
      }
      return """
        <li>\(name)\(Forms.form(
          "/konto/rolle", by: visitor, button: "Skift til \(name)", isSecondary: true,
          Forms.hidden(.standing, held.standing.formValue)))</li>
        """ as HTML
    }
    return """
      <p>Du handler i én rolle ad gangen. Den står øverst på hver side.</p><ul class="plain">\(lines)</ul>
      """
  }

  private func guards(_ state: OwnAccount.State) -> HTML {
    let second: HTML =
      state.hasSecondStep
      ? "Slået til. Du har \(state.recoveryCodesLeft) reservekoder tilbage. <a href=\"/konto/to-trin\">Ny telefon eller nye koder</a>"
      : "Ikke slået til. <a href=\"/konto/to-trin\">Slå til</a>"
    return """
      <dl class="facts"><dt>Adgangskode</dt><dd><a href="/konto/adgangskode">Skift adgangskode</a></dd>
      <dt>To-trins-login</dt><dd>\(second)</dd>
      <dt>Påmindelser</dt><dd><a href="/konto/paamindelser">E-mail og fravær</a></dd></dl>
      """
  }

  private func sessions(_ state: OwnAccount.State, _ own: OwnAccount, _ visitor: Visitor) -> HTML {
    let rows = state.sessions.map { session in
      let isThis = session.id == own.session
      let end: HTML =
        isThis
        ? "Den, du bruger nu"
        : Forms.form("/konto/sessioner/\(session.id)", by: visitor, button: "Log ud der", isSecondary: true)
      return """
        <tr><th scope="row" data-label="Logget ind">\(DanishDates.instant(session.beganAt))</th>
        <td data-label="Sidst brugt">\(DanishDates.instant(session.lastSeenAt))</td>
        <td data-label="Rolle">\(DanishNames.role(session.role))</td><td data-label="Log ud">\(end)</td></tr>
        """ as HTML
    }
    let others: HTML =
      state.sessions.count > 1
      ? Forms.form("/konto/sessioner", by: visitor, button: "Log ud alle andre steder", isSecondary: true) : .empty
    return """
      <table class="table blocks"><thead><tr><th scope="col">Logget ind</th><th scope="col">Sidst brugt</th>
      <th scope="col">Rolle</th><th scope="col">Log ud</th></tr></thead><tbody>\(rows)</tbody></table>\(others)
      """
  }
}

extension OwnAccount {
  init(of visitor: Visitor, _ services: Services) throws(AccessRefusal) {
    guard let own = OwnAccount(visitor.actor, in: services.database) else { throw .notFound }
    self = own
  }
}
