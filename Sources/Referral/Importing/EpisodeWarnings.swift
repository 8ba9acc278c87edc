internal import Afklaring
internal import Postgres

/// What is said of an episode, but taken: history has it.
enum EpisodeWarnings {
  static let checks: [ImportCheck] = [
    isTooLong("moved_out_on", "arrival.moved_out_on"),
    isTooLong("planned_move_out_on", "case when arrival.moved_out_on is null then arrival.planned_move_out_on end"),
    .row(
      "bed", "no agreement lets the municipality use this bed on that day",
      when: """
        arrival.assigned_on is not null and arrival.bed_municipality <> arrival.deciding_municipality
          and not exists (
            select from agreement
            where agreement.buyer_code = arrival.deciding_municipality
              and agreement.seller_code = arrival.bed_municipality
              and daterange(agreement.valid_from, agreement.valid_to, '[]') @> arrival.assigned_on)
        """),
    .row(
      "bed", "the bed does not take a person of this sex",
      when: "cardinality(arrival.bed_sexes) > 0 and not arrival.bed_sexes @> array[arrival.sex]"),
    .row(
      "assigned_on", "the bed has no free night from this day on: none is held",
      when: """
        arrival.assigned_on is not null and arrival.moved_in_on is null and arrival.decision = 'accepted'
          and not exists (select from bed_hold where bed_hold.referral_id = arrival.referral_id)
        """),
  ]

  private static func isTooLong(_ column: String, _ end: SQL) -> ImportCheck {
    ImportCheck(
      """
      select arrival.line, \(SQL(trusted: "'\(column)'")),
        'the stay is longer than the site''s limit of ' || arrival.bed_max_stay_days || ' days'
      from arrival
      where \(end) - arrival.moved_in_on > arrival.bed_max_stay_days
      """)
  }
}
