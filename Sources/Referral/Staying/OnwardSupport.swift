/// Onward support (videre indsats): where a person goes after a stay. Source: domain.md section 5.2.
public enum OnwardSupport: String, Sendable, CaseIterable {
  case ownHome = "own_home"
  case s82a, s82b, s82c, s82d, s83, aeldrelov10, s85, s85a, s95, s96, s99, s103, s104, s107, s108, s109, s110, abl105
  case otherMunicipality = "other_municipality"
  case readmitted, dead, unknown

  /// What somebody may have had before an admission.
  public static let before = allCases.filter { ![.readmitted, .dead].contains($0) }
}
