public import Afklaring

/// From referral to decision, bed and move-in, in whole calendar days. Source: domain.md 4.3, the reports format.
public enum ReferralTimesReport: Report {
  public static let name = "referral-times"
  public static let groups: [ReportGroup] = [.municipality, .region, .ward] + ReportGroup.periods
  public static let definition =
    "Henvisninger i perioden. Dage er forskellen mellem datoer, regnet fra henvisningen. Dage til "
    + "afgørelse bygger på godkendte og afslåede henvisninger."
  public static let columns: [ReportColumn] = [
    .count("referrals"), .count("accepted"), .count("declined"), .count("withdrawn"), .count("undecided"),
    .count("moved_in"), .decimal("median_days_to_decision"), .decimal("p90_days_to_decision"),
    .decimal("median_days_to_assignment"), .decimal("p90_days_to_assignment"), .decimal("median_days_to_move_in"),
    .decimal("p90_days_to_move_in"),
  ]
  public static let restingOn: [String: [String]] = [:]
  public static let sums = ["referrals": ["accepted", "declined", "withdrawn", "undecided"]]
}
