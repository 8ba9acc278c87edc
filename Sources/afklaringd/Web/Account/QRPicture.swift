internal import CQREncode

/// A square of black and white modules (QR code) that a telephone reads, as a picture in the page.
struct QRPicture {
  private let width: Int
  /// Row by row.
  private let isDark: [Bool]

  /// White around it, in modules, as the standard asks for (ISO/IEC 18004).
  private static let margin = 4

  /// - Returns: nil where the text is too long for any.
  init?(_ text: String) {
    guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    isDark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
  }

  var side: Int { width + 2 * Self.margin }

  subscript(row: Int, column: Int) -> Bool { isDark[row * width + column] }

  /// - Parameter label: what those are told who do not see it.
  func html(label: String) -> HTML {
    let modules = (0..<width).flatMap { row in
      (0..<width).filter { self[row, $0] }.map { "M\($0 + Self.margin) \(row + Self.margin)h1v1h-1z" }
    }
    return """
      <svg class="qr" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
      <rect width="\(side)" height="\(side)" fill="#fff"/><path fill="#000" d="\(modules.joined())"/></svg>
      """
  }
}
