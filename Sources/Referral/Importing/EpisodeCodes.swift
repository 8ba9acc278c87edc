internal import Afklaring
internal import Capacity
internal import Postgres

/// Codes of an episode that stand nowhere, and persons who cannot be referred.
enum EpisodeCodes {
  static let checks: [ImportCheck] = [
    .unknownMunicipality("home_municipality"),
    .unknown(
      "region", "no region has the code or the name",
      known: "select from region where arrival.region in (region.region_code, region.name)"),
    .unknown("bed", "no bed has the code", known: "select from bed where bed.bed_code = arrival.bed"),
    isUnder18,
  ]

  /// Whole years as `CalendarDay.fullYears` reckons them: born on 29 February, a person is 18 on 1 March.
  private static let isUnder18 = ImportCheck.row(
    "referred_on", "a person under 18 cannot be referred",
    when: """
      extract(year from arrival.referred_on) - extract(year from arrival.born_on)
        - case when to_char(arrival.referred_on, 'MMDD') < to_char(arrival.born_on, 'MMDD') then 1 else 0 end < 18
      """)
}
