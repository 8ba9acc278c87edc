import Afklaring
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import Postgres

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
    } catch let error as HTTPParserError {
      // What is no HTTP is answered, and hung up on, by the server itself.
      throw error
    } catch {
      response = Problem.answer(error, request, context, services)
    }
    let passed = (ContinuousClock.now - began).components
    services.observer(
      .requestServed(
        route: context.endpointPath ?? "none", status: response.status.code,
        seconds: Double(passed.seconds) + Double(passed.attoseconds) / 1e18))
    return response
  }

}

/// The same for who is signed in: the page that tells what went wrong keeps its menu.
struct SignedInErrorMiddleware: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard context.visitor != nil else { return try await next(request, context) }
    do {
      return try await next(request, context)
    } catch let error as HTTPParserError {
      throw error
    } catch {
      return Problem.answer(error, request, context, services)
    }
  }
}

extension Problem {
  fileprivate static func answer(
    _ error: any Error, _ request: Request, _ context: WebContext, _ services: Services
  ) -> Response {
    let problem = problem(error, context, services)
    return request.uri.path.hasPrefix("/api/") ? problem.json : problem.page(to: context.visitor)
  }

  private static func problem(_ error: any Error, _ context: WebContext, _ services: Services) -> Problem {
    switch error {
    case is SignInNeeded: .signInNeeded
    case is WrongPassword: .wrongPassword
    case is SecondStepNeeded: .secondStepNeeded
    case let error as ErrandFirst: .errandFirst(error.errand)
    case let error as TooManyTries: .tooManyTries(seconds: error.seconds)
    case let error as WrongMethod: .wrongMethod(allowed: error.allowed)
    case AccessRefusal.notPermitted: .notPermitted
    case AccessRefusal.notFound: .notFound
    case let error as InvalidInput: .invalid(error.problems)
    case let error as Refused: .refused(error.refusal)
    case is NIOTooManyBytesError: .tooLarge
    case is RequestTooSlow: .tooSlow
    case is ChannelError, is IOError: .hungUp
    case FormRefused.notAForm: .notReadable
    case FormRefused.foreign: .foreign
    case let error as UnreadableBody: .unreadable(error.reason)
    case let error as HTTPError where error.status == .notFound: .notFound
    // Whoever acts was disabled, or lost the role, while the request was under way.
    case let error as PostgresError where error.sqlState == .sessionEnded: .signInNeeded
    case let error as PostgresError where error.isPassing || error.sqlState == .queryCanceled:
      unavailable(error, context, services)
    case let error as HTTPError where error.status.code < 500: .http(error.status)
    default: unexpected(error, context, services)
    }
  }

  private static func unavailable(_ error: PostgresError, _ context: WebContext, _ services: Services) -> Problem {
    services.observer(.unavailable(route: context.endpointPath ?? "none", reason: Observation.reason(error)))
    return .unavailable
  }

  private static func unexpected(_ error: any Error, _ context: WebContext, _ services: Services) -> Problem {
    let incident = Array(randomBytes(4)).hexadecimal
    services.observer(
      .unexpected(incident: incident, route: context.endpointPath ?? "none", reason: Observation.reason(error)))
    return .unexpected(incident: incident)
  }
}
