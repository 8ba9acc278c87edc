import Foundation
import Postgres
import Synchronization

/// A socket between client and server that counts round trips, and that can hold back what the client says.
final class Relay: Sendable {
  struct Seen: Sendable {
    /// How often the client spoke after the server had; on the first connection only.
    var roundTrips = 0
    var opened = 0
    var ended = 0
    /// Bytes of the first connection's client that wait to be passed on.
    var isHolding = false
  }

  private struct State {
    var seen = Seen()
    var clientIsHeld = false
    var isFrozen = false
    var clientSpokeLast = false
    var isStopped = false
  }

  let settings: ConnectionSettings
  private let folder: String
  private let listening: Int32
  private let server: String
  private let state = Mutex(State())

  init(_ settings: ConnectionSettings) throws {
    guard var url = URLComponents(string: settings.url), let items = url.queryItems,
      let host = items.first(where: { $0.name == "host" })?.value,
      let port = items.first(where: { $0.name == "port" })?.value
    else { throw CancellationError() }
    folder = "/tmp/afk-relay-\(UUID().uuidString.prefix(8))"
    server = "\(host)/.s.PGSQL.\(port)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    listening = unixSocket()
    guard bind(listening, "\(folder)/.s.PGSQL.\(port)"), listen(listening, 16) == 0 else { throw CancellationError() }
    let ours = URLQueryItem(name: "host", value: folder)
    url.queryItems = items.map { $0.name == "host" ? ours : $0 }
    var relayed = settings
    relayed.url = url.string ?? ""
    self.settings = relayed
    start()
  }

  private func start() {
    Thread.detachNewThread { self.accept() }
  }

  var seen: Seen { state.withLock(\.seen) }

  /// From now on, what the first connection's client says does not reach the server; cancel requests do.
  func hold() { state.withLock { $0.clientIsHeld = true } }
  func release() { state.withLock { $0.clientIsHeld = false } }

  /// From now on nothing passes in either direction on any connection, and nothing is closed.
  func freeze() { state.withLock { $0.isFrozen = true } }

  func stop() throws {
    state.withLock { $0.isStopped = true }
    shutdown(listening, Int32(SHUT_RDWR))
    try FileManager.default.removeItem(atPath: folder)
  }

  private func accept() {
    while true {
      let client = Glibc.accept(listening, nil, nil)
      guard client >= 0 else { break }
      let upstream = unixSocket()
      guard connect(upstream, server) else { break }
      let isFirst = state.withLock { state in
        state.seen.opened += 1
        return state.seen.opened == 1
      }
      Thread.detachNewThread { [self] in pass(client, upstream, isFirst: isFirst) }
    }
    close(listening)
  }

  private func pass(_ client: Int32, _ upstream: Int32, isFirst: Bool) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      var watched = [
        pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
      ]
      poll(&watched, 2, 10)
      // Asked after the poll: what was said after `hold` is seen to be held.
      let (isHeld, isFrozen, isStopped) = state.withLock { ($0.clientIsHeld && isFirst, $0.isFrozen, $0.isStopped) }
      if isStopped { break }
      if isHeld || isFrozen { usleep(2000) }
      if isFrozen { continue }
      let clientSpeaks = watched[0].revents != 0
      if isHeld {
        state.withLock { $0.seen.isHolding = clientSpeaks }
      } else if clientSpeaks {
        if isFirst { noteClient() }
        guard move(client, upstream, &buffer) else { break }
      }
      if watched[1].revents != 0 {
        if isFirst { state.withLock { $0.clientSpokeLast = false } }
        guard move(upstream, client, &buffer) else { break }
      }
    }
    close(client)
    close(upstream)
    state.withLock { $0.seen.ended += 1 }
  }

  private func noteClient() {
    state.withLock { state in
      if !state.clientSpokeLast { state.seen.roundTrips += 1 }
      state.clientSpokeLast = true
    }
  }

  private func move(_ from: Int32, _ to: Int32, _ buffer: inout [UInt8]) -> Bool {
    let count = recv(from, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    var sent = 0
    while sent < count {
      let more = buffer.withUnsafeBytes { send(to, $0.baseAddress! + sent, count - sent, Int32(MSG_NOSIGNAL)) }
      guard more > 0 else { return false }
      sent += more
    }
    return true
  }
}

private func unixSocket() -> Int32 { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) }

private func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Bool {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
  } == 0
}

private func bind(_ socket: Int32, _ path: String) -> Bool { withAddress(path) { Glibc.bind(socket, $0, $1) } }
private func connect(_ socket: Int32, _ path: String) -> Bool { withAddress(path) { Glibc.connect(socket, $0, $1) } }
