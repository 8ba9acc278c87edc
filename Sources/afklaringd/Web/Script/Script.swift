import HTTPTypes
import Hummingbird

/// The one script, from the binary. Every page works without it.
enum Script {
  @Sendable static func show(_ request: Request, _ context: WebContext) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/javascript; charset=utf-8", .cacheControl: "max-age=3600"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.afklaring_js)))
  }

  /// Whether the script sent a form that saves itself: it stays on its page.
  static func isSaving(_ request: Request) -> Bool {
    HTTPField.Name("Afklaring-Saves-Itself").flatMap { request.headers[$0] } != nil
  }
}
