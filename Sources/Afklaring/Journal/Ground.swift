/// By which right somebody changed or looked (grundlag), as the event log keeps it.
public enum Ground: String, Sendable, CaseIterable {
  /// The ward treats the person.
  case treatment
  /// The municipality decides the person's case.
  case casework
  /// The municipality is asked for its bed.
  case lending
  /// The person lives at the site, or is about to.
  case support
  /// Emergency access (nødadgang).
  case emergency
  /// The auditor looks who has looked.
  case audit
  case ownAccount = "own-account"
  /// An administrator sees to the organisation's accounts.
  case administration
  /// The daemon itself: imports, messages, jobs.
  case operation
}

extension Standing {
  /// The ground on which the role acts where nothing else is said.
  var usualGround: Ground {
    switch self {
    case .dischargeCoordinator: .treatment
    case .municipalAuthority: .casework
    case .siteStaff: .support
    case .administrator: .administration
    case .auditor: .audit
    case .projectStaff, .system, .door, .reporting: .operation
    }
  }
}
