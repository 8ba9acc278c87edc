public import Afklaring

/// Færdigbehandlingsdage: waiting days, how long those waited who left, and what the days cost. Source: domain.md 4.1.
public enum WaitingDaysReport: Report {
  public static let name = "waiting-days"
  public static let groups: [ReportGroup] = [.municipality, .region, .ward] + ReportGroup.periods
  public static let definition =
    "En færdigbehandlingsdag er en dag, hvor en patient er indlagt, selv om en læge har vurderet "
    + "patienten færdigbehandlet. Udskrivningsdagen tæller ikke med, og dage på en orlov på mere end "
    + "72 timer gør det heller ikke. Dagen hører til bopælskommunen den dag."
  public static let columns: [ReportColumn] = [
    .count("admissions"), .sum("waiting_days"), .count("ongoing"), .count("ended"), .decimal("mean_days"),
    .decimal("median_days"), .decimal("p90_days"), .amount("amount_region"), .amount("amount_state"),
  ]
  public static let restingOn = [
    "admissions": ["waiting_days"], "waiting_days": ["admissions"], "amount_region": ["waiting_days"],
    "amount_state": ["waiting_days"], "mean_days": ["ended"], "median_days": ["ended"], "p90_days": ["ended"],
  ]
}
