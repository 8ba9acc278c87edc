internal import CLibPQ
internal import Dispatch
internal import Glibc

/// Owns one `PGconn`. Touched only on its connection's queue, but for making it, for `cancel` and for `shutDown`.
final class ServerHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  /// A descriptor of our own for the socket, for the event sources to watch: libpq closes its own as soon as it finds the
  /// connection broken, and another connection may get that number while it is still watched.
  let socket: Int32
  private let cancelPointer: OpaquePointer?
  /// What the server said when it ended the session, if that was not the answer to a statement.
  private(set) var farewell: ServerError?

  /// Connects, blocking; call it from `BlockingCalls`.
  static func connect(_ settings: ConnectionSettings) -> Result<ServerHandle, PostgresError> {
    let parameters: [(String, String)]
    switch Result(catching: { () throws(PostgresError) in try settings.parameters() }) {
    case .success(let value): parameters = value
    case .failure(let error): return .failure(error)
    }
    guard let pointer = connect(parameters) else { return .failure(.cannotConnect("out of memory")) }
    let socket = PQstatus(pointer) == CONNECTION_OK ? fcntl(PQsocket(pointer), F_DUPFD_CLOEXEC, 0) : -1
    guard socket >= 0 else {
      let why = PQstatus(pointer) == CONNECTION_OK ? "too many open files" : message(of: pointer)
      PQfinish(pointer)
      return .failure(.cannotConnect(why))
    }
    // From now on libpq's own message gives the server's words as an SQLSTATE: they may quote a row.
    PQsetErrorVerbosity(pointer, PQERRORS_SQLSTATE)
    PQsetnonblocking(pointer, 1)
    PQenterPipelineMode(pointer)
    return .success(ServerHandle(pointer, socket))
  }

  private static func connect(_ parameters: [(String, String)]) -> OpaquePointer? {
    let names = parameters.map { strdup($0.0) }
    let values = parameters.map { strdup($0.1) }
    defer { for text in names + values { free(text) } }
    return PQconnectdbParams(
      names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
  }

  private init(_ pointer: OpaquePointer, _ socket: Int32) {
    self.pointer = pointer
    self.socket = socket
    cancelPointer = PQgetCancel(pointer)
    PQsetNoticeReceiver(pointer, Self.takeNotice, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Notices go nowhere, but for the server's last word when it ends the session between two statements.
  private static let takeNotice: PQnoticeReceiver = { handle, notice in
    guard let handle, let notice else { return }
    let error = ResultHandle.error(in: notice)
    guard error.endsTheSession else { return }
    Unmanaged<ServerHandle>.fromOpaque(handle).takeUnretainedValue().farewell = error
  }

  deinit {
    PQfreeCancel(cancelPointer)
    PQfinish(pointer)
    close(socket)
  }

  var isConnected: Bool { PQstatus(pointer) == CONNECTION_OK }

  /// Whether the server is in a transaction block, refused or not, as of its last answer.
  var isInTransaction: Bool {
    let status = PQtransactionStatus(pointer)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  /// Whether the server has done all it was asked for, and no transaction is open.
  var isAtRest: Bool { PQtransactionStatus(pointer) == PQTRANS_IDLE }

  /// Whether the server has closed its end, so that all it will ever say has arrived.
  var isHungUp: Bool {
    // POLLRDHUP, which Swift's Glibc does not name.
    var polled = pollfd(fd: socket, events: 0x2000, revents: 0)
    return poll(&polled, 1, 0) == 1
  }

  /// Whether nothing is left to read but the end.
  var isAtEnd: Bool {
    var byte: UInt8 = 0
    return recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) == 0
  }

  /// Ends the session for the server at once, though somebody may hold on to the connection.
  func shutDown() { shutdown(socket, Int32(SHUT_RDWR)) }

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
