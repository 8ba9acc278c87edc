public import Afklaring

/// Belægning: nights on which beds are available, lived in, held and closed. Source: domain.md 4.4, the reports format.
public enum OccupancyReport: Report {
  public static let name = "occupancy"
  public static let groups: [ReportGroup] = [.municipality, .region, .site] + ReportGroup.periods
  public static let definition =
    "Nætter. Til rådighed: pladsen er i drift og ikke lukket. Optaget: fra indflytning til, men ikke "
    + "med, udflytning. Reserveret: fra tilbud eller bevilling til, men ikke med, indflytning, på "
    + "nætter, hvor pladsen ellers er ledig. Belægning er optagne nætter i procent af nætter til "
    + "rådighed."
  public static let columns: [ReportColumn] = [
    .sum("available_nights"), .sum("occupied_nights"), .sum("held_nights"), .sum("closed_nights"),
    .decimal("rate"),
  ]
  public static let restingOn = ["rate": ["occupied_nights"], "occupied_nights": ["rate"]]
  /// The municipality is the site's owner.
  public static let nesting = [ReportGroup.site: ReportGroup.municipality]
}
