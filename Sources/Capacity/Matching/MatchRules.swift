/// Why a bed is not possible for a person.
struct MatchRules: OptionSet {
  let rawValue: UInt8

  static let agreement = MatchRules(rawValue: 1)
  static let needs = MatchRules(rawValue: 2)
  static let sex = MatchRules(rawValue: 4)
  static let site = MatchRules(rawValue: 8)
  static let start = MatchRules(rawValue: 16)
}

/// Where a bed lies, seen from the person's municipality.
enum MatchPlace: String, CaseIterable {
  case ownMunicipality = "own_municipality"
  case ownRegion = "own_region"
  case otherRegion = "other_region"
}
