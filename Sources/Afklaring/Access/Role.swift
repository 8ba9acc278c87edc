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
  /// The daemon where it lets somebody in: it sees accounts and sessions, and nothing else.
  case door
  /// The daemon where it counts: it sees no name and no number, and changes nothing.
  case reporting

  public var role: Role {
    switch self {
    case .dischargeCoordinator: .dischargeCoordinator
    case .municipalAuthority: .municipalAuthority
    case .siteStaff: .siteStaff
    case .projectStaff: .projectStaff
    case .administrator: .administrator
    case .auditor: .auditor
    case .system: .system
    case .door: .door
    case .reporting: .reporting
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
  case door
  case reporting
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
  public static let door = Actor(accountID: nil, sessionID: nil, standing: .door)
  public static let reporting = Actor(accountID: nil, sessionID: nil, standing: .reporting)

  /// - Throws: `AccessRefusal.notPermitted` where the role does not hold the permission.
  public func require(_ permission: Permission) throws(AccessRefusal) {
    #if !WITHOUT_WALLS
      guard permission.roles.contains(standing.role) else { throw .notPermitted(permission) }
    #endif
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

  /// As whom the actor has figures made: project staff see figures and no rows, others what is their own.
  public var counting: Actor { standing == .projectStaff ? .reporting : self }

  /// Whether figures are made of everything, or of what the actor sees.
  var countsAll: Bool { standing == .reporting || standing == .system }

  /// Whether figures that rest on few persons are hidden from the actor.
  public var isShownNoSmallFigures: Bool { standing == .projectStaff }

  /// The circles in which the actor sees people: the organisation's, and the account's own (nødadgang).
  var circles: [String] {
    guard ward != nil || authority != nil || site != nil else { return [] }
    return [standing.organisation, accountID.map { "account \($0)" }].compactMap(\.self)
  }

  public var isSystem: Bool { standing == .system }
}
