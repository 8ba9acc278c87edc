internal import Afklaring
internal import Postgres

/// Dates of an episode out of order. A date alone counts from its midnight.
enum EpisodeOrder {
  static let checks = hospital + referral + stay

  private static let hospital: [ImportCheck] = [
    .row(
      "admitted_at", "must not lie before the person's birth", when: "arrival.admitted_at_day < arrival.born_on"),
    .row(
      "discharged_at", "must not lie before admitted_at; a date alone is its midnight",
      when: "arrival.discharged_at < arrival.admitted_at"),
    .row(
      "ready_on", "must not lie before the day of admitted_at", when: "arrival.ready_on < arrival.admitted_at_day"),
    .row(
      "ready_on", "must not lie after the day of discharged_at", when: "arrival.ready_on > arrival.discharged_at_day"),
    .row(
      "ready_withdrawn_on", "must not lie before ready_on", when: "arrival.ready_withdrawn_on < arrival.ready_on"),
    .row(
      "ready_withdrawn_on", "must not lie after the day of discharged_at",
      when: "arrival.ready_withdrawn_on > arrival.discharged_at_day"),
    // Where one of the two is known as a date only, the other may lie on any hour of it.
    .row(
      "leave_from", "must not lie before admitted_at",
      when: """
        arrival.leave_from < arrival.admitted_at
          and (arrival.leave_from_day < arrival.admitted_at_day or not arrival.leave_from_is_day_only)
        """),
    .row(
      "leave_to", "must not lie before leave_from; a date alone is its midnight",
      when: "arrival.leave_to < arrival.leave_from"),
    .row("leave_from", "must not lie after discharged_at", when: isAfterDischarge("leave_from")),
    .row("leave_to", "must not lie after discharged_at", when: isAfterDischarge("leave_to")),
  ]

  private static let referral: [ImportCheck] = [
    .row(
      "referred_on", "must not lie before the day of admitted_at",
      when: "arrival.referred_on < arrival.admitted_at_day"),
    .row("decided_on", "must not lie before referred_on", when: "arrival.decided_on < arrival.referred_on"),
    .row(
      "assigned_on", "must not lie before decided_on",
      when: "arrival.assigned_on < arrival.decided_on and arrival.decision = 'accepted'"),
    .row("assigned_on", "must not lie before referred_on", when: "arrival.assigned_on < arrival.referred_on"),
    .row(
      "assigned_on", "must not lie after the withdrawal (decided_on)",
      when: "arrival.assigned_on > arrival.decided_on and arrival.decision = 'withdrawn'"),
  ]

  private static let stay: [ImportCheck] = [
    .row("moved_in_on", "must not lie before assigned_on", when: "arrival.moved_in_on < arrival.assigned_on"),
    .row(
      "planned_move_out_on", "must not lie before moved_in_on",
      when: "arrival.planned_move_out_on < arrival.moved_in_on"),
    .row("clarified_on", "must not lie before moved_in_on", when: "arrival.clarified_on < arrival.moved_in_on"),
    .row("clarified_on", "must not lie after moved_out_on", when: "arrival.clarified_on > arrival.moved_out_on"),
    .row("moved_out_on", "must not lie before moved_in_on", when: "arrival.moved_out_on < arrival.moved_in_on"),
  ]

  private static func isAfterDischarge(_ field: String) -> SQL {
    SQL(
      trusted: """
        arrival.\(field) > arrival.discharged_at
          and (arrival.\(field)_day > arrival.discharged_at_day or not arrival.discharged_at_is_day_only)
        """)
  }
}
