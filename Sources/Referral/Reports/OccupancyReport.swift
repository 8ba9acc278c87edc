public import Afklaring

/// Belægning: nights on which beds are available, lived in, held and closed. Source: domain.md 4.4, the reports format.
public enum OccupancyReport: Report {
  public static let name = "occupancy"
  public static let groups: [ReportGroup] = [.municipality, .region, .site] + ReportGroup.periods
  public static let columns: [ReportColumn] = [
    .sum("available_nights"), .sum("occupied_nights"), .sum("held_nights"), .sum("closed_nights"),
    .decimal("rate"),
  ]
  public static let restingOn = ["rate": ["occupied_nights"], "occupied_nights": ["rate"]]
}
