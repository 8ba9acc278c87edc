internal import Afklaring
internal import Postgres

/// Fields of an episode that belong together, apart.
enum EpisodeFields {
  static let checks: [ImportCheck] = [
    .row(
      "ready_on", "must be given where ready_withdrawn_on is",
      when: "arrival.ready_on is null and arrival.ready_withdrawn_on is not null"),
    .row(
      "leave_from", "must be given where leave_to is",
      when: "arrival.leave_from is null and arrival.leave_to is not null"),
    .row(
      "referred_on", "must be given where anything else of a referral is",
      when: """
        arrival.referred_on is null and num_nonnulls(
          arrival.decided_on, arrival.decision, arrival.decision_reason, arrival.assigned_on, arrival.bed,
          arrival.moved_in_on, arrival.planned_move_out_on, arrival.clarified_on, arrival.moved_out_on,
          arrival.onward_support) > 0
        """),
    .row(
      "decision", "must be given where decided_on is",
      when: "arrival.decision is null and arrival.decided_on is not null"),
    .row(
      "decided_on", "must be given where decision is",
      when: "arrival.decided_on is null and arrival.decision is not null"),
    .row(
      "decision", "must be given where decision_reason is",
      when: "arrival.decision is null and arrival.decided_on is null and arrival.decision_reason is not null"),
    .row("bed", "must be given where assigned_on is", when: "arrival.bed is null and arrival.assigned_on is not null"),
    .row(
      "assigned_on", "must be given where bed is", when: "arrival.assigned_on is null and arrival.bed is not null"),
    .row(
      "assigned_on", "a bed is assigned only where the referral was accepted",
      when: "arrival.assigned_on is not null and coalesce(arrival.decision, 'declined') = 'declined'"),
    .row(
      "assigned_on", "must be given where moved_in_on is",
      when: "arrival.assigned_on is null and arrival.bed is null and arrival.moved_in_on is not null"),
    .row(
      "moved_in_on", "a referral that was withdrawn before move-in has none",
      when: "arrival.moved_in_on is not null and arrival.decision = 'withdrawn'"),
    needsMoveIn("planned_move_out_on"),
    needsMoveIn("clarified_on"),
    needsMoveIn("moved_out_on"),
    .row(
      "moved_out_on", "must be given where onward_support is",
      when: "arrival.moved_out_on is null and arrival.onward_support is not null"),
  ]

  private static func needsMoveIn(_ column: String) -> ImportCheck {
    .row(
      "moved_in_on", "must be given where \(column) is",
      when: SQL(trusted: "arrival.moved_in_on is null and arrival.\(column) is not null"))
  }
}
