import Afklaring
import Hummingbird

/// Signing in and out without a browser: the session's token is sent as `Authorization: Bearer`.
struct SessionEndpoints: Sendable {
  let services: Services

  private struct Begun: Encodable {
    let token: String
  }

  @Sendable func begin(_ request: Request, _ context: WebContext) async throws -> Response {
    var input = try await JSONBody.input(request)
    let (userName, password) = (input.text(.userName, limit: 64), input.text(.password, limit: 200))
    let code = input.optionalText(.code, limit: 40)
    guard let userName, let password else { throw input.invalid }
    try input.requireNothingElse()
    let address = services.proxies.client(of: request, from: context.peer)
    let person = SignInThrottle.Person(userName: userName, address: address, device: nil)
    let evidence = LocalAccounts.Evidence(person: person, password: password)
    guard let found = try await LocalAccounts(services: services).identify(evidence) else { throw WrongPassword() }
    if found.needsSecondStep {
      guard let code else { throw SecondStepNeeded() }
      guard try await SecondStepDesk(services: services).isRight(code, of: found.account, from: address) else {
        throw WrongPassword()
      }
    }
    guard let token = try await SignIn(services: services).begin(found.account) else { throw WrongPassword() }
    return try JSONBody.response(Begun(token: token.text), status: .created)
  }

  @Sendable func end(_ request: Request, _ context: WebContext) async throws -> Response {
    try await SignIn(services: services).end(try context.requireSession().actor)
    return Response(status: .noContent)
  }
}
