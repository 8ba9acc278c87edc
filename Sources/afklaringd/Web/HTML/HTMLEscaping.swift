extension [UInt8] {
  /// Appends text so that it can stand between tags and in a quoted attribute: `& < > " '` become references.
  mutating func appendEscaped(_ text: String) {
    for byte in text.utf8 {
      switch Unicode.Scalar(byte) {
      case "&": append(contentsOf: "&amp;".utf8)
      case "<": append(contentsOf: "&lt;".utf8)
      case ">": append(contentsOf: "&gt;".utf8)
      case "\"": append(contentsOf: "&quot;".utf8)
      case "'": append(contentsOf: "&#39;".utf8)
      default: append(byte)
      }
    }
  }

  /// Appends text percent-encoded: all but the unreserved characters of RFC 3986, section 2.3.
  ///
  /// A segment that is `.` or `..` stays what it is: browsers read `%2E` as a dot, too.
  mutating func appendPercentEncoded(_ text: String) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch Unicode.Scalar(byte) {
      case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~":
        append(byte)
      default:
        append(UInt8(ascii: "%"))
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 0x0F)])
      }
    }
  }
}
