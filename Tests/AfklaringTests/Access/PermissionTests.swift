import Afklaring
import Testing

@Suite struct `The permission matrix` {
  @Test func `project staff, administrators and auditors never reach a person`() {
    for permission in Permission.allCases where ![.seeBeds, .seeFigures].contains(permission) {
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
