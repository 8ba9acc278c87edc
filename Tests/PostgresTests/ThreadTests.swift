import Fixtures
import Foundation
import Postgres
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct `No thread waits` {
  /// The cooperative pool has as many threads as the machine has cores: far fewer than these statements.
  @Test func `while sixty-four statements sleep`() async throws {
    try await TestDatabase.with { test in
      let pool = test.pool(connections: 64)
      try await withThrowingTaskGroup { group in
        for _ in 0..<64 { group.addTask { try await pool.query("select pg_advisory_lock_shared(1)") } }
        try await group.waitForAll()
      }
      let begin = ContinuousClock.now
      try await withThrowingTaskGroup { group in
        for _ in 0..<64 { group.addTask { try await pool.query("select pg_sleep(0.5)") } }
        try await group.waitForAll()
      }
      #expect(pool.status.opened <= 64 && pool.status.opened > 16)
      #expect(ContinuousClock.now - begin < .seconds(5))
      await pool.close()
    }
  }

  /// A host that takes the call and says nothing: only helper threads may wait for it.
  @Test func `while a host does not answer`() async throws {
    let (listening, port) = try silentHost()
    var settings = ConnectionSettings(url: "postgresql://daemon@127.0.0.1:\(port)/x")
    settings.connectTimeout = 5
    let silent = settings
    let isOver = Shared(false)
    try await TestDatabase.with { test in
      try await test.pool.query("select 1")
      async let opening: Void = withTaskGroup { group in
        for _ in 0..<16 {
          group.addTask {
            await #expect(throws: PostgresError.self) { try await Connection.open(silent) }
            isOver.set(true)
          }
        }
      }
      var longest = Duration.zero
      while !isOver.value {
        let begin = ContinuousClock.now
        try await Task.sleep(for: .milliseconds(5))
        try await test.pool.query("select 1")
        longest = max(longest, ContinuousClock.now - begin)
      }
      await opening
      #expect(longest < .milliseconds(2500))
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
