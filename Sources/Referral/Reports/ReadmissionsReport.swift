public import Afklaring

/// Genindlæggelser by the national rule, within 7, 30 and 90 days. Source: domain.md 4.2, the reports format.
public enum ReadmissionsReport: Report {
  public static let name = "readmissions"
  public static let groups: [ReportGroup] = [.municipality, .region, .ward] + ReportGroup.periods
  public static let definition =
    "Psykiatriske indlæggelser på mindst 12 timer, der sluttede i perioden; kontakter med højst 4 "
    + "timer imellem er én. Genindlagt: en akut indlæggelse begyndte inden for 7, 30 eller 90 døgn. "
    + "Kun udskrivninger, der kan følges så længe, indgår."
  public static let columns: [ReportColumn] =
    [.count("discharges")]
    + [7, 30, 90].flatMap { days -> [ReportColumn] in
      [.count("observable_\(days)"), .count("readmitted_\(days)"), .decimal("share_\(days)")]
    }
  public static let restingOn = [
    "discharges": ["observable_7", "observable_30", "observable_90"], "observable_7": ["discharges"],
    "observable_30": ["discharges"], "observable_90": ["discharges"], "share_7": ["observable_7", "readmitted_7"],
    "share_30": ["observable_30", "readmitted_30"], "share_90": ["observable_90", "readmitted_90"],
  ]
}
