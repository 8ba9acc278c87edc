public import Afklaring

/// Ophold: clarification stays that ended, and who came back to hospital. Source: domain.md 4.3, the reports format.
public enum StaysReport: Report {
  public static let name = "stays"
  public static let groups: [ReportGroup] =
    [.municipality, .region, .ward, .site, .onwardSupport] + ReportGroup.periods
  public static let definition =
    "Ophold, der sluttede i perioden. Genindlæggelse regnes efter den nationale regel: under "
    + "opholdet, og akut inden for 30 døgn efter udflytningen. Kun ophold, der kan følges så længe, "
    + "indgår."
  public static let columns: [ReportColumn] = [
    .count("ended"), .decimal("mean_nights"), .decimal("median_nights"), .decimal("p90_nights"),
    .count("over_planned"), .decimal("median_days_waiting_in_bed"), .count("readmitted_during"),
    .count("observable_30"), .count("readmitted_30"),
  ]
  public static let restingOn = [
    "ended": ["observable_30"], "observable_30": ["ended"], "mean_nights": ["ended"], "median_nights": ["ended"],
    "p90_nights": ["ended"],
  ]
}
