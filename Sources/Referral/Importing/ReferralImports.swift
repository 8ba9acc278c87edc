public import Afklaring

/// The files about persons and their courses.
public enum ReferralImports {
  public static let all: [ImportKind] = [.residence, .episodes]
}
