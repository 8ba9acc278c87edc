internal import Afklaring
internal import Capacity
internal import Postgres

/// Writes the rows of `arrival`: first what they no longer say is taken away, then each fact is made or corrected.
enum EpisodeMerge {
  static let statements: [SQL] =
    [touchedBeds, AssignedBeds.release(on: "select touched_bed.bed_id from touched_bed")]
    + removals
    + [admissions, readyPeriods, otherReadyPeriods, leaves, referrals, stays, holds]
    + [AssignedBeds.hold(on: "select touched_bed.bed_id from touched_bed"), names]

  private static let touchedBeds: SQL = """
    create temp table touched_bed on commit drop as
    select arrival.bed_id from arrival where arrival.bed_id is not null
    union
    select bed_hold.bed_id from bed_hold join arrival on arrival.referral_id = bed_hold.referral_id
    """

  private static let removals: [SQL] = [
    """
    delete from bed_hold
    using arrival
    where bed_hold.referral_id = arrival.referral_id
      and (arrival.decision is distinct from 'accepted'
        or bed_hold.kind <> 'offer' and bed_hold.bed_id is distinct from arrival.bed_id)
    """,
    "delete from stay using arrival where stay.stay_id = arrival.stay_id and arrival.moved_in_on is null",
    "delete from referral using arrival where referral.referral_id = arrival.referral_id and arrival.referred_on is null",
    """
    delete from hospital_leave
    using arrival
    where hospital_leave.hospital_leave_id = arrival.hospital_leave_id and arrival.leave_from is null
    """,
    """
    delete from ready_period
    using arrival
    where ready_period.ready_period_id = arrival.ready_period_id and arrival.ready_on is null
    """,
  ]

  private static let admissions = Upsert.into(
    "admission", key: ("admission_id", "arrival.subject_id"),
    [
      "person_id": "arrival.person_id", "ward_id": "arrival.ward_id",
      "home_municipality_code": "arrival.home_municipality", "admitted_at": "arrival.admitted_at",
      "admitted_is_day_only": "arrival.admitted_at_is_day_only", "is_acute": "arrival.acute",
      "discharged_at": "arrival.discharged_at", "discharged_is_day_only": "arrival.discharged_at_is_day_only",
    ],
    from: "arrival")

  private static let readyPeriods = Upsert.into(
    "ready_period", key: ("ready_period_id", "arrival.ready_period_id"),
    [
      "admission_id": "arrival.subject_id", "person_id": "arrival.person_id", "ready_on": "arrival.ready_on",
      "declared_at": "instant_on(arrival.ready_on, on_record.declared_at)",
      "withdrawn_on": "arrival.ready_withdrawn_on", "discharged_on": "arrival.discharged_at_day",
    ],
    from: """
      arrival
      left join ready_period as on_record on on_record.ready_period_id = arrival.ready_period_id
      where arrival.ready_on is not null
      """)

  /// Waits that the program has added to the admission end with it as well.
  private static let otherReadyPeriods: SQL = """
    update ready_period
    set person_id = arrival.person_id, discharged_on = arrival.discharged_at_day
    from arrival
    where ready_period.admission_id = arrival.subject_id
      and (ready_period.person_id, ready_period.discharged_on)
        is distinct from (arrival.person_id, arrival.discharged_at_day)
    """

  private static let leaves = Upsert.into(
    "hospital_leave", key: ("hospital_leave_id", "arrival.hospital_leave_id"),
    [
      "admission_id": "arrival.subject_id", "began_at": "arrival.leave_from",
      "began_is_day_only": "arrival.leave_from_is_day_only", "ended_at": "arrival.leave_to",
      "ended_is_day_only": "arrival.leave_to_is_day_only",
    ],
    from: "arrival where arrival.leave_from is not null")

  private static let referrals = Upsert.into(
    "referral", key: ("referral_id", "arrival.referral_id"),
    [
      "person_id": "arrival.person_id", "admission_id": "arrival.subject_id",
      "municipality_code": municipality, "state": state,
      "submitted_at": "instant_on(arrival.referred_on, on_record.submitted_at)",
      "accepted_at": "case when arrival.decision in ('accepted', 'withdrawn') then \(acceptance) end",
      "declined_at": "case when arrival.decision = 'declined' then \(decided("declined_at")) end",
      "withdrawn_at": "case when arrival.decision = 'withdrawn' then \(decided("withdrawn_at")) end",
      "decision_reason": "arrival.decision_reason",
      "closed_at": "case when arrival.moved_out_on is not null then on_record.closed_at end",
      "went_to": "case when arrival.decision in ('declined', 'withdrawn') then on_record.went_to end",
      "assigned_at": "instant_on(arrival.assigned_on, on_record.assigned_at)",
      "bed_id": "arrival.bed_id",
    ],
    from: """
      arrival
      left join referral as on_record on on_record.referral_id = arrival.referral_id
      where arrival.referred_on is not null
      """)

  /// The deciding municipality stays what it is, unless the file states another home.
  private static let municipality = """
    case when on_record.referral_id is not null
      and (arrival.earlier is null or arrival.earlier ->> 'home_municipality' = arrival.home_municipality)
      then on_record.municipality_code else arrival.deciding_municipality end
    """

  /// Of a withdrawal after the acceptance the file tells the withdrawal only.
  private static let acceptance = """
    case arrival.decision when 'accepted' then \(decided("accepted_at")) else on_record.accepted_at end
    """

  private static func decided(_ column: String) -> String {
    "instant_on(arrival.decided_on, on_record.\(column))"
  }

  /// The states of `ReferralState`. What the program has added stands: an offer, a question, the end of a case.
  private static let state = """
    case
      when arrival.decision = 'withdrawn' then 'withdrawn'
      when arrival.decision = 'declined' then 'declined'
      when arrival.moved_out_on is not null and on_record.state = 'closed' then 'closed'
      when arrival.moved_out_on is not null then 'moved_out'
      when arrival.moved_in_on is not null then 'moved_in'
      when arrival.assigned_on is not null then 'assigned'
      when arrival.decision = 'accepted' and on_record.state = 'offered' then 'offered'
      when arrival.decision = 'accepted' then 'accepted'
      when on_record.state = 'information_requested' then 'information_requested'
      else 'submitted'
    end
    """

  private static let stays = Upsert.into(
    "stay", key: ("stay_id", "arrival.stay_id"),
    [
      "referral_id": "arrival.referral_id", "person_id": "arrival.person_id", "moved_in_on": "arrival.moved_in_on",
      "planned_move_out_on": "arrival.planned_move_out_on", "clarified_on": "arrival.clarified_on",
      "moved_out_on": "arrival.moved_out_on", "onward_support": "arrival.onward_support",
    ],
    from: "arrival where arrival.moved_in_on is not null")

  private static let holds = Upsert.into(
    "bed_hold", key: ("referral_id", "arrival.referral_id"),
    [
      "bed_hold_id": "coalesce(on_record.bed_hold_id, arrival.referral_id)", "bed_id": "arrival.bed_id",
      "kind": "'stay'", "first_night": "arrival.moved_in_on", "until_night": "arrival.stay_until",
      "turnaround_days": turnaround,
    ],
    from: """
      arrival
      left join bed_hold as on_record on on_record.referral_id = arrival.referral_id
      where arrival.moved_in_on is not null
      """)

  /// Copied in when the stay was made; a later change of the site's is for later stays.
  private static let turnaround = """
    case when on_record.kind = 'stay' then on_record.turnaround_days else arrival.bed_turnaround_days end
    """

  /// A person goes by the name that the latest episode states.
  private static let names: SQL = """
    with stated as (
      select distinct on (arrival.person_id) arrival.person_id, changed_row.name_sealed, arrival.admitted_at
      from arrival
      join changed_row on changed_row.line = arrival.line
      where arrival.name_digest is distinct from arrival.earlier ->> 'name'
      order by arrival.person_id, arrival.admitted_at desc, arrival.line desc
    )
    insert into person_name (person_id, name_sealed)
    select stated.person_id, stated.name_sealed
    from stated
    where stated.name_sealed is not null
      and (not exists (select from person_name where person_name.person_id = stated.person_id)
        or not exists (
          select from admission
          where admission.person_id = stated.person_id and admission.admitted_at > stated.admitted_at))
    on conflict (person_id) do update set name_sealed = excluded.name_sealed
    """
}
