import Afklaring
import HTTPTypes
import Hummingbird

/// Says who is asking: by cookie on pages, by bearer token in the API. Nobody is turned away here.
struct SessionMiddleware: RouterMiddleware {
  let services: Services

  static let cookieName = "afklaring"

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let token = token(of: request) { context.visitor = try await SessionReading(services: services).visitor(token) }
    return try await next(request, context)
  }

  /// A cookie opens pages only: a page of another origin could send it along to the API.
  private func token(of request: Request) -> SessionToken? {
    if request.uri.path.hasPrefix("/api/") {
      guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
      return Self.token(String(header.dropFirst(7)))
    }
    return request.cookies[Self.cookieName].flatMap { Self.token($0.value) }
  }

  private static func token(_ text: String) -> SessionToken? {
    guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    return SessionToken(text)
  }
}
