import Afklaring
import HTTPTypes
import Hummingbird
import Postgres

/// For whoever keeps the daemon running: is it alive, can it serve, what does it measure.
struct OperationEndpoints: Sendable {
  let services: Services

  @Sendable func isAlive(_ request: Request, _ context: WebContext) -> Response {
    Self.text("alive\n")
  }

  /// Ready means that the database answers, and believes what this daemon says of its visitors.
  @Sendable func isReady(_ request: Request, _ context: WebContext) async -> Response {
    do {
      try await services.database.requireBelief()
      return Self.text("ready\n")
    } catch let error as KeyringError {
      return Self.text("\(error)\n", status: .serviceUnavailable)
    } catch {
      return Self.text("the database does not answer\n", status: .serviceUnavailable)
    }
  }

  @Sendable func metrics(_ request: Request, _ context: WebContext) -> Response {
    Self.text(services.metrics.render(), type: PrometheusText.contentType)
  }

  private static func text(
    _ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
