/// What somebody acts as (rolle): one at a time, with the organisation for which they act.
public enum Standing: Hashable, Sendable {
  /// Udskrivningsansvarlig on a ward.
  case dischargeCoordinator(WardID)
  /// Visitator of a municipality.
  case municipalAuthority(MunicipalityCode)
  /// Personale at a site.
  case siteStaff(SiteID)
  /// Projektmedarbejder.
  case projectStaff
  /// Administrator of a municipality.
  case administrator(MunicipalityCode)
  /// Revisor, DPO.
  case auditor
  /// The daemon itself: imports, messages, jobs.
  case system

  public var role: Role {
    switch self {
    case .dischargeCoordinator: .dischargeCoordinator
    case .municipalAuthority: .municipalAuthority
    case .siteStaff: .siteStaff
    case .projectStaff: .projectStaff
    case .administrator: .administrator
    case .auditor: .auditor
    case .system: .system
    }
  }
}

/// The name of a standing without its organisation, as the database and the event log write it.
public enum Role: String, Sendable, CaseIterable {
  case dischargeCoordinator = "discharge_coordinator"
  case municipalAuthority = "municipal_authority"
  case siteStaff = "site_staff"
  case projectStaff = "project_staff"
  case administrator
  case auditor
  case system
}

/// Who does something: an account in a session, or the daemon.
public struct Actor: Sendable, Equatable {
  public let accountID: AccountID?
  public let sessionID: SessionID?
  public let standing: Standing

  public init(accountID: AccountID?, sessionID: SessionID?, standing: Standing) {
    self.accountID = accountID
    self.sessionID = sessionID
    self.standing = standing
  }

  public static let system = Actor(accountID: nil, sessionID: nil, standing: .system)

  /// - Throws: `AccessRefusal.notPermitted` where the role does not hold the permission.
  public func require(_ permission: Permission) throws(AccessRefusal) {
    guard permission.roles.contains(standing.role) else { throw .notPermitted(permission) }
  }

  public var ward: WardID? {
    if case .dischargeCoordinator(let ward) = standing { ward } else { nil }
  }

  /// The municipality for whose citizens the actor decides.
  public var authority: MunicipalityCode? {
    if case .municipalAuthority(let code) = standing { code } else { nil }
  }

  public var site: SiteID? {
    if case .siteStaff(let site) = standing { site } else { nil }
  }

  public var isSystem: Bool { standing == .system }
}
