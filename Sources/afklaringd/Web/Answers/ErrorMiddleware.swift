import Afklaring
import HTTPTypes
import Hummingbird
import NIOCore

/// Turns whatever was thrown into an answer: a Danish page, or problem+json under `/api`. What nobody expected gets an
/// incident id; nothing of the error itself is shown.
struct ErrorMiddleware: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let began = ContinuousClock.now
    let response: Response
    do {
      response = try await next(request, context)
    } catch {
      let problem = problem(error, context)
      response = request.uri.path.hasPrefix("/api/") ? problem.json : problem.page(for: request)
    }
    let passed = (ContinuousClock.now - began).components
    services.observer(
      .requestServed(
        route: context.endpointPath ?? "none", status: response.status.code,
        seconds: Double(passed.seconds) + Double(passed.attoseconds) / 1e18))
    return response
  }

  private func problem(_ error: any Error, _ context: WebContext) -> Problem {
    switch error {
    case is SignInNeeded: .signInNeeded
    case AccessRefusal.notPermitted: .notPermitted
    case AccessRefusal.notFound: .notFound
    case let error as InvalidInput: .invalid(error.problems)
    case let error as Refused: .refused(error.refusal)
    case is NIOTooManyBytesError: .tooLarge
    case FormRefused.notAForm: .notReadable
    case FormRefused.foreign: .foreign
    case let error as UnreadableBody: .unreadable(error.reason)
    case let error as HTTPError where error.status == .notFound: .notFound
    case let error as HTTPError where error.status.code < 500: .http(error.status)
    default: unexpected(error, context)
    }
  }

  private func unexpected(_ error: any Error, _ context: WebContext) -> Problem {
    let incident = Array(randomBytes(4)).hexadecimal
    services.observer(
      .unexpected(incident: incident, route: context.endpointPath ?? "none", reason: Observation.reason(error)))
    return .unexpected(incident: incident)
  }
}
