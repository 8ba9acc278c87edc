internal import CLibPQ
internal import Dispatch
internal import Glibc

/// Owns one `PGconn`. Touched only on its connection's queue, but for making it and for `cancel`.
final class ServerHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  private let cancelPointer: OpaquePointer?

  /// Connects, blocking; call it from `BlockingCalls`.
  static func connect(_ settings: ConnectionSettings) -> Result<ServerHandle, PostgresError> {
    let parameters: [(String, String)]
    switch Result(catching: { () throws(PostgresError) in try settings.parameters() }) {
    case .success(let value): parameters = value
    case .failure(let error): return .failure(error)
    }
    guard let pointer = connect(parameters) else { return .failure(.cannotConnect("out of memory")) }
    guard PQstatus(pointer) == CONNECTION_OK else {
      let why = message(of: pointer)
      PQfinish(pointer)
      return .failure(.cannotConnect(why))
    }
    PQsetNoticeProcessor(pointer, { _, _ in }, nil)
    PQsetnonblocking(pointer, 1)
    PQenterPipelineMode(pointer)
    return .success(ServerHandle(pointer))
  }

  private static func connect(_ parameters: [(String, String)]) -> OpaquePointer? {
    let names = parameters.map { strdup($0.0) }
    let values = parameters.map { strdup($0.1) }
    defer { for text in names + values { free(text) } }
    return PQconnectdbParams(
      names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
  }

  private init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    cancelPointer = PQgetCancel(pointer)
  }

  deinit {
    PQfreeCancel(cancelPointer)
    PQfinish(pointer)
  }

  /// Asks the server to stop the running statement; returns at once, the asking blocks a helper thread.
  func cancel() {
    BlockingCalls.start { [self] in
      var reason = [CChar](repeating: 0, count: 256)
      PQcancel(cancelPointer, &reason, Int32(reason.count))
    }
  }

  var lastMessage: String { Self.message(of: pointer) }

  /// libpq's message in one line.
  private static func message(of pointer: OpaquePointer) -> String {
    String(cString: PQerrorMessage(pointer)).split(whereSeparator: \.isNewline).joined(separator: "; ")
  }
}
