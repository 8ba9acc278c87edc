import Hummingbird

struct WaitingDaysPage: Sendable {
  let services: Services
  @Sendable func show(_ request: Request, _ context: WebContext) async throws -> Response { .seeOther("/") }
}
