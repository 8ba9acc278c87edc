public import Afklaring

/// The files about sites, beds and what using them costs.
public enum CapacityImports {
  public static let all: [ImportKind] = [.sites, .beds, .closures, .agreements, .rates]
}
