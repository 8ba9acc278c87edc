import Afklaring
import Foundation
import Testing

@Suite struct `The permission matrix` {
  @Test func `project staff, administrators and auditors never reach a person`() {
    for permission in Permission.allCases
    where ![
      .seeBeds, .seeFigures, .lookUp, .manageAccounts, .setDeadlines, .setAgreement, .seeAgreements,
      .closeBed, .stateBeds,
    ].contains(permission) {
      #expect(permission.roles.isDisjoint(with: [.projectStaff, .administrator, .auditor]), "\(permission)")
    }
  }

  @Test func `only a ward sets ready dates and discharges`() {
    for permission in [Permission.setReadyDate, .dischargePatient, .admitPatient, .referPatient] {
      #expect(permission.roles == [.dischargeCoordinator, .system])
    }
  }

  @Test(arguments: Role.allCases, Permission.allCases)
  func `an actor is let through exactly where the matrix says so`(role: Role, permission: Permission) throws {
    let actor = Actor(accountID: nil, sessionID: nil, standing: try #require(Self.standing(role)))
    if permission.roles.contains(role) {
      try actor.require(permission)
    } else {
      #expect(throws: AccessRefusal.notPermitted(permission)) { try actor.require(permission) }
    }
  }

  /// `AFKLARING_GOLDEN=renew` writes it anew.
  @Test func `is the one that docs permissions shows`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/permissions.md")
    if ProcessInfo.processInfo.environment["AFKLARING_GOLDEN"] == "renew" {
      try Self.text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == Self.text, "renew with bin/golden and read the difference")
  }

  private static var text: String {
    let roles = Role.allCases.filter { $0 != .system }
    let rows = Permission.allCases.map { permission in
      "| `\(permission.rawValue)` | "
        + roles.map { permission.roles.contains($0) ? "yes" : "" }.joined(separator: " | ")
        + " |"
    }
    return """
      # Permissions

      Who may do what: made from `Access/Permission.swift` by a test, renewed by `bin/golden`. Within a permission, people
      reach what their own organisation has a part in; the database's policies (row-level security) hold the same line for
      themselves. `system` is the daemon itself (imports, messages, jobs) and may do all; `door` lets people in, `reporting`
      counts, and neither does anything else.

      | permission | \(roles.map { "`\($0.rawValue)`" }.joined(separator: " | ")) |
      |---|\(String(repeating: "---|", count: roles.count))
      \(rows.joined(separator: "\n"))

      """
  }

  private static func standing(_ role: Role) -> Standing? {
    MunicipalityCode("0607").map { code in
      switch role {
      case .dischargeCoordinator: .dischargeCoordinator(WardID())
      case .municipalAuthority: .municipalAuthority(code)
      case .siteStaff: .siteStaff(SiteID())
      case .projectStaff: .projectStaff
      case .administrator: .administrator(code)
      case .auditor: .auditor
      case .system: .system
      case .door: .door
      case .reporting: .reporting
      }
    }
  }
}
