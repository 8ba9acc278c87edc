import Hummingbird

/// The one style sheet, from the binary.
enum StyleSheet {
  @Sendable static func show(_ request: Request, _ context: WebContext) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=3600"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.afklaring_css)))
  }
}
