import Afklaring
import HTTPTypes
import Hummingbird

/// `/log-ind`: where everybody begins.
struct SignInPage: Sendable {
  let services: Services

  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response {
    page(typed: "", problem: nil, status: .ok)
  }

  @Sendable func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    try FormReading.refuseOtherOrigins(request)
    var input = try await FormReading.input(request)
    let userName = input.text(.userName, limit: 64)
    let password = input.text(.password, limit: 200)
    guard let userName, let password else {
      return page(
        typed: input.typed(.userName), problem: "Skriv både brugernavn og adgangskode.", status: .unprocessableContent)
    }
    let keys = services.database.keys
    let person = SignInThrottle.Person(
      userName: userName, address: services.proxies.client(of: request, from: context.peer),
      device: DeviceCookie(request.cookies[DeviceCookie.name]?.value, for: userName, keys))
    let evidence = LocalAccounts.Evidence(person: person, password: password)
    guard let found = try await LocalAccounts(services: services).identify(evidence) else {
      return page(typed: userName, problem: "Brugernavn eller adgangskode er forkert.", status: .unprocessableContent)
    }
    let device = person.device ?? DeviceCookie(for: userName, keys)
    if found.needsSecondStep {
      var response = codePage(SecondStepTicket(for: found.account, at: services.now, keys), problem: nil, status: .ok)
      response.setCookie(services.cookie(DeviceCookie.name, device.text, maxAge: 86_400 * DeviceCookie.days))
      return response
    }
    guard var response = try await signedIn(found.account) else {
      return page(typed: userName, problem: "Brugernavn eller adgangskode er forkert.", status: .unprocessableContent)
    }
    response.setCookie(services.cookie(DeviceCookie.name, device.text, maxAge: 86_400 * DeviceCookie.days))
    return response
  }

  /// The second step, with a code from the telephone.
  @Sendable func submitCode(_ request: Request, _ context: WebContext) async throws -> Response {
    try FormReading.refuseOtherOrigins(request)
    var input = try await FormReading.input(request)
    let code = input.text(.code, limit: 40)
    guard let text = input.text(.ticket, limit: 200),
      let ticket = SecondStepTicket(text, at: services.now, services.database.keys)
    else {
      return page(typed: "", problem: "Der gik for lang tid. Log ind igen.", status: .unprocessableContent)
    }
    let address = services.proxies.client(of: request, from: context.peer)
    guard let code, try await SecondStepDesk(services: services).isRight(code, of: ticket.account, from: address),
      let response = try await signedIn(ticket.account)
    else {
      return codePage(ticket, problem: "Koden er forkert eller brugt. Prøv den næste.", status: .unprocessableContent)
    }
    return response
  }

  /// The address of the second step, asked for without the first.
  @Sendable func goBack(_ request: Request, _ context: WebContext) async throws -> Response { .seeOther("/log-ind") }

  private func signedIn(_ account: AccountID) async throws -> Response? {
    guard let token = try await SignIn(services: services).begin(account) else { return nil }
    var response = Response.seeOther("/")
    response.setCookie(services.sessionCookie(token))
    return response
  }

  @Sendable func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireSession()
    _ = try await FormReading.input(request, from: visitor)
    try await SignIn(services: services).end(visitor.actor)
    var response = Response.seeOther("/log-ind")
    response.setCookie(services.cookie(SessionMiddleware.cookieName, "", maxAge: 0))
    return response
  }

  private func codePage(_ ticket: SecondStepTicket, problem: String?, status: HTTPResponse.Status) -> Response {
    let form: HTML = """
      <h1>Engangskode</h1>
      \(Forms.errors(problem.map { [Mistake(field: .code, sentence: $0)] } ?? []))
      <form method="post" action="/log-ind/kode">\(Forms.hidden(.ticket, ticket.text))
      <div class="field"><label for="kode">Engangskode</label>
      <p class="hint">De seks cifre fra din telefon – eller en af dine reservekoder.</p>
      <input class="input" id="kode" name="kode" autocomplete="one-time-code" required></div>
      <div class="actions"><button class="button">Log ind</button></div>
      </form>
      """
    return Page(title: "Engangskode", content: form).response(to: nil, status: status)
  }

  private func page(typed: String, problem: String?, status: HTTPResponse.Status) -> Response {
    let form: HTML = """
      <h1>Log ind</h1>
      \(Forms.errors(problem.map { [Mistake(field: .userName, sentence: $0)] } ?? [], heading: "Du blev ikke logget ind"))
      <form method="post" action="/log-ind">
      <div class="field"><label for="brugernavn">Brugernavn</label>
      <input class="input" id="brugernavn" name="brugernavn" value="\(typed)" autocomplete="username" required></div>
      <div class="field"><label for="adgangskode">Adgangskode</label>
      <input class="input" id="adgangskode" name="adgangskode" type="password" autocomplete="current-password" required></div>
      <div class="actions"><button class="button">Log ind</button></div>
      </form>
      """
    return Page(title: "Log ind", content: form).response(to: nil, status: status)
  }
}

extension Services {
  func sessionCookie(_ token: SessionToken) -> Cookie { cookie(SessionMiddleware.cookieName, token.text, maxAge: nil) }

  func cookie(_ name: String, _ value: String, maxAge: Int?) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: maxAge, path: "/", secure: cookiesAreSecure, httpOnly: true, sameSite: .lax)
  }
}
