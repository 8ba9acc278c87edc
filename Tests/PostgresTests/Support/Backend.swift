import Fixtures
import Postgres

/// The server's process behind one connection, as another connection sees it.
struct Backend: Sendable {
  let pid: Int
  let watcher: Pool

  func kill() async throws {
    try await watcher.query("select pg_terminate_backend(\(pid)::int4)")
  }

  var isGone: Bool {
    get async throws { try await watcher.query("select from pg_stat_activity where pid = \(pid)").isEmpty }
  }

  /// Whether it waits for this, as `pg_stat_activity` names it: `PgSleep`, `advisory`, `ClientWrite`.
  func waits(for event: String) async throws -> Bool {
    try await !watcher.query("select from pg_stat_activity where pid = \(pid) and wait_event = \(event)").isEmpty
  }

  /// Whether it does nothing, outside a transaction.
  var isIdle: Bool {
    get async throws {
      try await !watcher.query("select from pg_stat_activity where pid = \(pid) and state = 'idle'").isEmpty
    }
  }
}

extension TestDatabase {
  func backend(of connection: Connection) async throws -> Backend {
    Backend(pid: try await connection.query("select pg_backend_pid()")[0].decode(Int.self), watcher: owner)
  }

  func backend(of transaction: Transaction) async throws -> Backend {
    Backend(pid: try await transaction.query("select pg_backend_pid()")[0].decode(Int.self), watcher: owner)
  }

  /// A table that everybody may use.
  func makeTable(_ name: String, _ columns: String) async throws {
    try await owner.query(SQL(trusted: "create table \(name) (\(columns))"))
    try await owner.query(SQL(trusted: "grant all on \(name) to public"))
  }

  func count(_ table: String) async throws -> Int {
    try await owner.query(SQL(trusted: "select count(*) from \(table)"))[0].decode(Int.self)
  }

  /// A pool of the daemon's role with limits of one's own.
  func pool(connections: Int, patience: Duration = .seconds(60)) -> Pool {
    var limits = Pool.Limits()
    limits.connections = connections
    limits.patience = patience
    var settings = settings
    settings.role = nil
    return Pool(settings, limits: limits)
  }
}
