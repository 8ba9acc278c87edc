import HTTPTypes
import Hummingbird

/// What every answer tells the browser: nothing from elsewhere, in nobody's frame, and no address handed on.
struct SecurityHeaders: RouterMiddleware {
  private let headers: [(name: HTTPField.Name, value: String)]

  /// - Parameter isBehindTLS: whether browsers reach the daemon by https only, from now on.
  init(isBehindTLS: Bool) {
    var texts = [
      (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      ),
      ("X-Content-Type-Options", "nosniff"),
      // Not `no-referrer`: browsers would then send forms with the origin `null`.
      ("Referrer-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("X-Frame-Options", "DENY"),
    ]
    if isBehindTLS { texts.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains")) }
    headers = texts.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
  }

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in headers { response.headers[name] = value }
    return response
  }
}
