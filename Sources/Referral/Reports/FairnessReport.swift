public import Afklaring

/// Ligebehandling: how long whom waited for a bed, and what became of offers and of the plans' proposals. This project's own.
public enum FairnessReport: Report {
  public static let name = "fairness"
  public static let groups: [ReportGroup] =
    [.municipality, .region, .sex, .ageGroup, .substanceUse] + ReportGroup.periods
  public static let definition =
    "Henvisninger sendt i perioden, efter den kommune, der afgør dem. Alder er alderen på henvisningsdagen; alkohol eller "
    + "stoffer er det, der senest er oplyst. Fulgt, fraveget og sprunget over er svar på det samlede forslag."
  public static let columns: [ReportColumn] = [
    .count("referrals"), .count("accepted"), .count("not_accepted"), .count("assigned"), .count("waiting"),
    .count("given_up"),
    .decimal("median_days_to_assignment"), .decimal("p90_days_to_assignment"), .decimal("median_days_waiting"),
    .sum("offers"), .sum("owner_refused"), .sum("person_declined"), .sum("lapsed"), .count("proposed"),
    .sum("followed"), .sum("overridden"), .sum("skipped"),
  ]
  public static let restingOn = [
    "median_days_to_assignment": ["assigned"], "p90_days_to_assignment": ["assigned"],
    "median_days_waiting": ["waiting"], "offers": ["owner_refused", "person_declined", "lapsed"],
  ]
  public static let sums = [
    "referrals": ["accepted", "not_accepted"], "accepted": ["assigned", "waiting", "given_up"],
  ]
}
