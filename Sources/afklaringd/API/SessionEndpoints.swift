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
    guard let userName, let password else { throw input.invalid }
    try input.requireNothingElse()
    let person = SignInThrottle.Person(
      userName: userName, address: services.proxies.client(of: request, from: context.peer), device: nil)
    guard let token = try await SignIn(services: services).begin(person, password: password) else {
      throw WrongPassword()
    }
    return try JSONBody.response(Begun(token: token.text), status: .created)
  }

  @Sendable func end(_ request: Request, _ context: WebContext) async throws -> Response {
    try await SignIn(services: services).end(try context.requireVisitor().actor)
    return Response(status: .noContent)
  }
}
