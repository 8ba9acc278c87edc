public import Postgres

/// A standing as the tables of accounts and sessions hold it.
extension Standing {
  /// The organisation, in the column of its kind.
  public var columns: (municipality: MunicipalityCode?, ward: WardID?, site: SiteID?) {
    switch self {
    case .dischargeCoordinator(let ward): (nil, ward, nil)
    case .municipalAuthority(let code), .administrator(let code): (code, nil, nil)
    case .siteStaff(let site): (nil, nil, site)
    case .projectStaff, .auditor, .system, .door, .reporting: (nil, nil, nil)
    }
  }

  /// From a row's columns `role`, `municipality_code`, `ward_id` and `site_id`.
  public init(_ row: Row) throws {
    switch Role(rawValue: try row("role")) {
    case .dischargeCoordinator: self = .dischargeCoordinator(try row("ward_id"))
    case .municipalAuthority: self = .municipalAuthority(try row("municipality_code"))
    case .siteStaff: self = .siteStaff(try row("site_id"))
    case .projectStaff: self = .projectStaff
    case .administrator: self = .administrator(try row("municipality_code"))
    case .auditor: self = .auditor
    case .system, .door, .reporting, nil:
      throw DecodingProblem(column: "role", expected: "a role that people act in")
    }
  }
}
