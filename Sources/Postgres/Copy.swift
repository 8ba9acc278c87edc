internal import CLibPQ
internal import Dispatch

// COPY and scripts cannot run inside a pipeline: the connection leaves pipeline mode for their time, within an exchange.
extension Connection {
  func copyIn<Chunks: AsyncSequence>(
    _ statement: SQL, _ chunks: Chunks
  ) async throws -> Int where Chunks.Element == [UInt8], Chunks: Sendable {
    try await start(statement, expecting: PGRES_COPY_IN)
    do {
      for try await chunk in chunks {
        try Task.checkCancellation()
        try await put(chunk)
      }
    } catch {
      try await endCopy(giving: "the source failed")
      while try await nextResult() != nil {}
      throw error
    }
    try await endCopy(giving: nil)
    return try await finish()
  }

  func copyOut(_ statement: SQL, _ receive: @Sendable ([UInt8]) async throws -> Void) async throws {
    try await start(statement, expecting: PGRES_COPY_OUT)
    var isOver = false
    while !isOver {
      let chunk = try await nextChunk(isOver: &isOver)
      if !chunk.isEmpty { try await withoutReading { try await receive(chunk) } }
    }
    _ = try await finish()
  }

  func run(script: String) async throws {
    try await send(script)
    _ = try await finish()
  }

  /// A stream that its reader gives up in the middle cannot be resumed: the connection is closed then.
  func outsidePipeline<Value: Sendable>(
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    guard PQexitPipelineMode(handle.pointer) == 1 else { throw lost() }
    defer { if PQenterPipelineMode(handle.pointer) == 0 { close() } }
    return try await body(self)
  }

  private func send(_ text: String) async throws(PostgresError) {
    try OutgoingStatement.check(text)
    guard PQsendQuery(handle.pointer, text) == 1 else { throw lost() }
    try await flush()
  }

  private func start(_ statement: SQL, expecting status: ExecStatusType) async throws {
    try await send(statement.rendered().text)
    guard let result = try await nextResult(copying: status) else { throw lost() }
    guard result.status == status else {
      while try await nextResult() != nil {}
      throw result.status == PGRES_FATAL_ERROR ? PostgresError.server(result.serverError) : .notSent("it is not a COPY")
    }
  }

  /// In pieces, so that libpq's buffer stays small.
  private func put(_ chunk: [UInt8]) async throws {
    for start in stride(from: 0, to: chunk.count, by: Self.pieceSize) {
      let piece = chunk[start..<min(start + Self.pieceSize, chunk.count)]
      while true {
        let taken = piece.withUnsafeBytes {
          PQputCopyData(handle.pointer, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count))
        }
        if taken == 1 { break }
        guard taken == 0 else { throw lost() }
        try await socketEvent(orWritable: true)
      }
      try await flush()
    }
  }

  private static let pieceSize = 64 << 10

  private func endCopy(giving reason: String?) async throws {
    while true {
      let ended = PQputCopyEnd(handle.pointer, reason)
      if ended == 1 { break }
      guard ended == 0 else { throw lost() }
      try await socketEvent(orWritable: true)
    }
    try await flush()
  }

  /// The rows that have come, up to a piece of them.
  private func nextChunk(isOver: inout Bool) async throws -> [UInt8] {
    var chunk: [UInt8] = []
    while chunk.count < Self.pieceSize {
      var buffer: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(handle.pointer, &buffer, 1)
      if length > 0, let buffer {
        defer { PQfreemem(buffer) }
        chunk += UnsafeRawBufferPointer(start: buffer, count: Int(length))
        if Int(length) > Self.large { hasGrown = true }
      } else if length == 0 {
        if !chunk.isEmpty { break }
        try await socketEvent()
      } else {
        guard length == -1 else { throw lost() }
        isOver = true
        break
      }
    }
    return chunk
  }

  /// Reads to the end; the number of rows touched by the last statement.
  private func finish() async throws -> Int {
    var affected = 0
    var refusal: PostgresError?
    while let result = try await nextResult() {
      if result.status == PGRES_FATAL_ERROR { refusal = refusal ?? .server(result.serverError) }
      affected = result.affected
    }
    if let refusal { throw refusal }
    return affected
  }
}

/// Rows in COPY's text format: tabs between cells, `\N` for null, backslash before what would be misread.
public struct CopyRows: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func append(_ cells: [String?]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "\t")) }
      guard let cell else {
        bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
        continue
      }
      for byte in cell.utf8 { append(byte) }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
    case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
    case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
    case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
    default: bytes.append(byte)
    }
  }
}
