import Afklaring
import Postgres
import ServiceLifecycle

/// What pages, endpoints and timers stand on.
struct Services: Sendable {
  let database: Database
  let places: Places
  let observer: Observer
  let metrics: PrometheusMetrics
  var cookiesAreSecure: Bool
  let passwords = PasswordDesk()
  var proxies = TrustedProxies()
  /// Nil where the operator has named no server.
  var mail: (any MailSender)?

  var now: Instant { database.clock.now }
}

/// Closes the connections when everything that uses them has stopped.
struct PoolService: Service {
  let pool: Pool

  func run() async throws {
    try await gracefulShutdown()
    await pool.close()
  }
}
