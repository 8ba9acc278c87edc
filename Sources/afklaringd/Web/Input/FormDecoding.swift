/// `application/x-www-form-urlencoded`, as browsers send it. Source: WHATWG URL standard, section 5.
enum FormDecoding {
  /// Nil where a percent sign is not followed by two hexadecimal digits, or the text is not UTF-8.
  static func values(of body: some Collection<UInt8>) -> [String: [String]]? {
    var values: [String: [String]] = [:]
    for pair in body.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0]), let value = parts.count == 2 ? decoded(parts[1]) : "" else { return nil }
      values[name, default: []].append(value)
    }
    return values
  }

  private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"):
        result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst(), let low = rest.popFirst(),
          let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16), high != UInt8(ascii: "+")
        else { return nil }
        result.append(value)
      default:
        result.append(byte)
      }
    }
    return String(validating: result, as: UTF8.self)
  }
}
