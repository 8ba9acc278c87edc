internal import CLibPQ
internal import Dispatch

// COPY and scripts cannot run inside a pipeline: the connection leaves pipeline mode for their time.
extension Connection {
  func copyIn<Chunks: AsyncSequence>(
    _ statement: SQL, _ chunks: Chunks
  ) async throws -> Int where Chunks.Element == [UInt8], Chunks: Sendable {
    try await outsidePipeline { connection in
      try await connection.start(statement.rendered().text, expecting: PGRES_COPY_IN)
      do {
        for try await chunk in chunks { try await connection.put(chunk) }
      } catch {
        try await connection.endCopy(giving: "the source failed")
        while try await connection.nextResult() != nil {}
        throw error
      }
      try await connection.endCopy(giving: nil)
      return try await connection.finish()
    }
  }

  func copyOut(_ statement: SQL, _ receive: @Sendable ([UInt8]) async throws -> Void) async throws {
    try await outsidePipeline { connection in
      try await connection.start(statement.rendered().text, expecting: PGRES_COPY_OUT)
      while let chunk = try await connection.nextChunk() { try await receive(chunk) }
      _ = try await connection.finish()
    }
  }

  func run(script: String) async throws {
    try await outsidePipeline { connection in
      guard PQsendQuery(connection.handle.pointer, script) == 1 else { throw connection.lost() }
      try await connection.flush()
      _ = try await connection.finish()
    }
  }

  /// A stream that its reader gives up in the middle cannot be resumed: the connection is closed then.
  private func outsidePipeline<Value: Sendable>(
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    try await exchange { connection in
      PQexitPipelineMode(connection.handle.pointer)
      do {
        let value = try await body(connection)
        PQenterPipelineMode(connection.handle.pointer)
        return value
      } catch {
        if PQenterPipelineMode(connection.handle.pointer) == 0 { connection.close() }
        throw error
      }
    }
  }

  private func start(_ text: String, expecting status: ExecStatusType) async throws {
    guard PQsendQuery(handle.pointer, text) == 1 else { throw lost() }
    try await flush()
    guard let result = try await nextResult() else { throw lost() }
    guard result.status == status else {
      while try await nextResult() != nil {}
      throw PostgresError.server(result.serverError)
    }
  }

  private func put(_ chunk: [UInt8]) async throws {
    while true {
      let taken = chunk.withUnsafeBytes {
        PQputCopyData(handle.pointer, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count))
      }
      if taken == 1 { break }
      guard taken == 0 else { throw lost() }
      try await socketEvent(orWritable: true)
    }
    try await flush()
  }

  private func endCopy(giving reason: String?) async throws {
    while true {
      let ended = PQputCopyEnd(handle.pointer, reason)
      if ended == 1 { break }
      guard ended == 0 else { throw lost() }
      try await socketEvent(orWritable: true)
    }
    try await flush()
  }

  private func nextChunk() async throws -> [UInt8]? {
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(handle.pointer, &buffer, 1)
      if length > 0, let buffer {
        defer { PQfreemem(buffer) }
        return Array(UnsafeRawBufferPointer(start: buffer, count: Int(length)))
      }
      if length == -1 { return nil }
      guard length == 0 else { throw lost() }
      try await socketEvent()
    }
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
