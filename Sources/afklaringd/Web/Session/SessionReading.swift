import Afklaring
import Postgres

/// Finds who is signed in: a session ends after 20 idle minutes, after ten hours, and with the role it was begun in.
struct SessionReading: Sendable {
  let services: Services

  static let idleMinutes = 20

  func visitor(_ token: SessionToken) async throws -> Visitor? {
    let now = services.now
    let rows = try await services.database.query(
      as: .door,
      """
      select
        session.session_id, session.account_id, session.last_seen_at, account.display_name, \(Self.standingColumns),
        municipality.name as municipality_name, ward.name as ward_name, site.name as site_name
      from session
      join account on account.account_id = session.account_id
      join account_role on account_role.account_id = session.account_id and account_role.role = session.role
        and account_role.municipality_code is not distinct from session.municipality_code
        and account_role.ward_id is not distinct from session.ward_id
        and account_role.site_id is not distinct from session.site_id
      left join municipality on municipality.municipality_code = session.municipality_code
      left join ward on ward.ward_id = session.ward_id
      left join site on site.site_id = session.site_id
      where session.token_hash = \(token.hash) and not account.is_disabled
        and session.ends_at > \(now) and session.last_seen_at > \(now.adding(seconds: -60 * Self.idleMinutes))
      """)
    guard let row = rows.first else { return nil }
    let session: SessionID = try row("session_id")
    if try row("last_seen_at", as: Instant.self) < now.adding(seconds: -60) {
      try await services.database.query(
        as: .door,
        "update session set last_seen_at = \(now) where session_id = \(session)")
    }
    return Visitor(
      actor: Actor(accountID: try row("account_id"), sessionID: session, standing: try Self.standing(row)),
      name: try row("display_name"), organisation: try organisation(row), formToken: token.formToken)
  }

  static var standingColumns: SQL { "session.role, session.municipality_code, session.ward_id, session.site_id" }

  static func standing(_ row: Row) throws -> Standing {
    switch Role(rawValue: try row("role")) {
    case .dischargeCoordinator: .dischargeCoordinator(try row("ward_id"))
    case .municipalAuthority: .municipalAuthority(try row("municipality_code"))
    case .siteStaff: .siteStaff(try row("site_id"))
    case .projectStaff: .projectStaff
    case .administrator: .administrator(try row("municipality_code"))
    case .auditor: .auditor
    case .system, .door, .reporting, nil: throw DecodingProblem(column: "role", expected: "a role that people act in")
    }
  }

  private func organisation(_ row: Row) throws -> String {
    if let ward = try row("ward_name", as: String?.self) { return ward }
    if let site = try row("site_name", as: String?.self) { return site }
    if let municipality = try row("municipality_name", as: String?.self) { return DanishNames.council(municipality) }
    return "Afklaring"
  }
}
