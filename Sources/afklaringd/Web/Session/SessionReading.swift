import Afklaring
import Postgres

/// Finds who is signed in: a session ends after 20 idle minutes, after ten hours, and with the role it was begun in.
struct SessionReading: Sendable {
  let services: Services

  static let idleMinutes = 20

  /// A session last seen before has ended.
  static func seenSince(_ now: Instant) -> Instant { now.adding(seconds: -60 * idleMinutes) }

  func visitor(_ token: SessionToken) async throws -> Visitor? {
    let now = services.now
    let rows = try await services.database.query(
      as: .door,
      """
      select * from live_session(\(token.hash), \(now), \(Self.seenSince(now)))
      """)
    guard let row = rows.first else { return nil }
    let session: SessionID = try row("session_id")
    if try row("last_seen_at", as: Instant.self) < now.adding(seconds: -60) {
      try await services.database.query(
        as: .door,
        "update session set last_seen_at = \(now) where session_id = \(session)")
    }
    return Visitor(
      actor: Actor(accountID: try row("account_id"), sessionID: session, standing: try Standing(row)),
      name: try row("display_name"), organisation: try organisation(row), formToken: token.formToken,
      errand: try errand(row))
  }

  private func errand(_ row: Row) throws -> Errand? {
    if try row("must_change_password") { return .changePassword }
    return try row("must_add_second_step") ? .addSecondStep : nil
  }

  private func organisation(_ row: Row) throws -> String {
    if let ward = try row("ward_name", as: String?.self) { return ward }
    if let site = try row("site_name", as: String?.self) { return site }
    if let municipality = try row("municipality_name", as: String?.self) { return DanishNames.council(municipality) }
    return "Afklaring"
  }
}
