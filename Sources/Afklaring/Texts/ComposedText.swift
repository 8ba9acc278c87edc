internal import CUnistring

/// One form for what looks the same: a letter with its mark is one character (Unicode's form NFC).
enum ComposedText {
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text }
    let bytes = Array(text.utf8)
    var count = 0
    guard let composed = u8_normalize(canonical_composition(), bytes, bytes.count, nil, &count) else {
      // A Swift string is never bad UTF-8; only the memory can have run out.
      fatalError("u8_normalize: \(bytes.count) bytes")
    }
    defer { free(composed) }
    return String(decoding: UnsafeBufferPointer(start: composed, count: count), as: UTF8.self)
  }
}
