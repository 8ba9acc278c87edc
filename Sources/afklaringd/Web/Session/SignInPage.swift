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
    guard let token = try await SignIn(services: services).begin(person, password: password) else {
      return page(typed: userName, problem: "Brugernavn eller adgangskode er forkert.", status: .unprocessableContent)
    }
    var response = Response.seeOther("/")
    response.setCookie(cookie(SessionMiddleware.cookieName, token.text, maxAge: nil))
    let device = person.device ?? DeviceCookie(for: userName, keys)
    response.setCookie(cookie(DeviceCookie.name, device.text, maxAge: 86_400 * DeviceCookie.days))
    return response
  }

  @Sendable func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
    let visitor = try context.requireVisitor()
    _ = try await FormReading.input(request, from: visitor)
    try await SignIn(services: services).end(visitor.actor)
    var response = Response.seeOther("/log-ind")
    response.setCookie(cookie(SessionMiddleware.cookieName, "", maxAge: 0))
    return response
  }

  private func cookie(_ name: String, _ value: String, maxAge: Int?) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: maxAge, path: "/",
      secure: services.cookiesAreSecure, httpOnly: true, sameSite: .lax)
  }

  private func page(typed: String, problem: String?, status: HTTPResponse.Status) -> Response {
    let form: HTML = """
      <h1>Log ind</h1>
      \(Forms.errors(problem.map { [Mistake(field: .userName, sentence: $0)] } ?? []))
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
