internal import CLibPQ

/// A statement on its way out, of which it is known that libpq and the server can take it as it is.
struct OutgoingStatement {
  let text: String
  let types: [UInt32]
  let size: Int
  private let parameters: [Parameter]

  /// - Throws: `notSent` for what libpq would cut off, or what would spoil the statements before it.
  init(_ sql: SQL) throws(PostgresError) {
    (text, parameters) = sql.rendered()
    types = parameters.map(\.type)
    size = parameters.reduce(0) { $0 + ($1.bytes?.count ?? 0) + 1 }
    try Self.check(text)
    guard parameters.count <= 65_535 else { throw .notSent("it has more than 65,535 parameters") }
    guard size < 1 << 30 else { throw .notSent("its parameters are larger than a gigabyte") }
    for parameter in parameters where !parameter.isBinary && parameter.bytes?.contains(0) == true {
      throw .notSent("a text in it holds a NUL")
    }
  }

  /// libpq takes a text up to its first NUL.
  static func check(_ text: String) throws(PostgresError) {
    if text.utf8.contains(0) { throw .notSent("it holds a NUL") }
  }

  /// Lends the parameters to libpq for the time of one call, in one buffer, each value ended by a NUL as its texts are.
  func withParameters(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>, _ lengths: UnsafePointer<Int32>, _ formats: UnsafePointer<Int32>
    ) -> Int32
  ) -> Int32 {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(size)
    var offsets: [Int?] = []
    for parameter in parameters {
      offsets.append(parameter.bytes == nil ? nil : buffer.count)
      buffer += parameter.bytes ?? []
      buffer.append(0)
    }
    let lengths = parameters.map { Int32($0.bytes?.count ?? 0) } + [0]
    let formats = parameters.map { $0.isBinary ? Int32(1) : 0 } + [0]
    return buffer.withUnsafeBytes { bytes in
      let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
      let values = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } } + [nil]
      return body(Int32(parameters.count), values, lengths, formats)
    }
  }
}
