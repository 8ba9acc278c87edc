import Fixtures
import Foundation
import Testing

@testable import Postgres

@Suite struct `No thread waits` {
  /// The cooperative pool has as many threads as the machine has cores: far fewer than these statements.
  @Test func `while sixty-four statements wait`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 64)
      try await test.owner.withConnection { holder in
        _ = try await holder.query("select pg_advisory_lock(1)")
        try await withThrowingTaskGroup { group in
          for _ in 0..<64 { group.addTask { try await pool.query("select pg_advisory_lock_shared(1)") } }
          try await eventually("all of them wait at once") {
            try await holder.query("select count(*) from pg_locks where locktype = 'advisory' and not granted")[0]
              .decode(Int.self) == 64
          }
          _ = try await holder.query("select pg_advisory_unlock(1)")
          try await group.waitForAll()
        }
      }
      #expect(pool.status.opened == 64)
      await pool.close()
    }
  }

  /// A host that takes the call and says nothing: only helper threads may wait for it.
  @Test func `while a host does not answer`() async throws {
    let (listening, port) = try silentHost()
    var settings = ConnectionSettings(url: "postgresql://daemon@127.0.0.1:\(port)/x")
    settings.connectTimeout = 600
    let silent = settings
    try await TestDatabase.with { test in
      await withTaskGroup { group in
        for _ in 0..<16 {
          group.addTask { await #expect(throws: PostgresError.self) { try await Connection.open(silent) } }
        }
        // The sixteen have called and none is answered; a statement is, all the same.
        let called = await BlockingCalls.run { (0..<16).map { _ in accept(listening, nil, nil) } }
        await #expect(throws: Never.self) { try await test.pool.query("select 1") }
        for call in called { close(call) }
      }
    }
    close(listening)
  }

  private func silentHost() throws -> (Int32, UInt16) {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listening, $0, length)
        _ = getsockname(listening, $0, &length)
      }
    }
    guard listen(listening, 64) == 0 else { throw CancellationError() }
    return (listening, UInt16(bigEndian: address.sin_port))
  }
}
