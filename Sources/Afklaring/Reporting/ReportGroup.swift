/// Gruppering: what a report can be divided by; which report takes which is its own closed list.
public enum ReportGroup: String, Sendable, CaseIterable {
  case municipality, region, ward, site
  case month, quarter, year
  case onwardSupport = "onward_support"
  case service, degree, shift, mode, caller
  case stateAfter = "state_after"
  case sex
  case ageGroup = "age_group"
  case substanceUse = "substance_use"
  case weekday, hour, symptom, event, measure

  /// What every report takes.
  public static let periods: [ReportGroup] = [.month, .quarter, .year]

  /// What several of its values add up to.
  var coarser: ReportGroup? {
    switch self {
    case .municipality: .region
    case .month: .quarter
    case .quarter: .year
    default: nil
    }
  }

  /// Whether its values are numbers and sort as such.
  var isNumber: Bool { self == .weekday || self == .hour }
}
