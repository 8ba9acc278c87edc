import Afklaring
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads forms, and refuses those that another origin sent.
enum FormReading {
  static let limit = 1 << 20

  /// A form of somebody who is signed in: it carries the session's form token.
  static func input(_ request: Request, from visitor: Visitor) async throws -> Input {
    let values = try await values(request)
    guard values[tokenName] == [visitor.formToken] else { throw FormRefused.foreign }
    return Input(values, .form)
  }

  /// A form of somebody who is not signed in yet.
  static func input(_ request: Request) async throws -> Input {
    Input(try await values(request), .form)
  }

  static let tokenName = "kvittering"

  /// Browsers say where a form came from, older ones by its origin alone; who says nothing is not a browser.
  static func refuseOtherOrigins(_ request: Request) throws {
    if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
      guard site == "same-origin" || site == "none" else { throw FormRefused.foreign }
    } else if let origin = request.headers[.origin] {
      guard let authority = request.head.authority, origin.hasSuffix("://\(authority)") else {
        throw FormRefused.foreign
      }
    }
  }

  private static func values(_ request: Request) async throws -> [String: [String]] {
    guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
      throw FormRefused.notAForm
    }
    let body = try await request.body.collect(upTo: limit)
    guard let values = FormDecoding.values(of: body.readableBytesView) else { throw FormRefused.notAForm }
    return values
  }
}

/// A body that is not a form of ours.
enum FormRefused: Error {
  case notAForm
  case foreign
}
