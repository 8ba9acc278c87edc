internal import Afklaring
internal import Postgres

/// Two things of a person, or of a bed, at one time; within the file and beside what the database holds.
enum EpisodeOverlaps {
  static let checks: [ImportCheck] = [
    .overlap("ready_on", "two waits of a person at once", claims: waits),
    .overlap("moved_in_on", "a person in two beds", claims: stays),
    .overlap("moved_in_on", "two stays in one bed on one night, turnaround days included", claims: nights),
    isClosed,
    .row(
      "moved_in_on", "the bed is not in service yet", when: "arrival.moved_in_on < arrival.bed_in_service_from"),
    .row(
      "moved_in_on", "the bed is no longer in service on all nights of the stay",
      when: """
        arrival.moved_in_on >= arrival.bed_in_service_to
          or arrival.moved_in_on is not null and arrival.stay_until > arrival.bed_in_service_to
        """),
  ]

  private static let waits: SQL = """
    select
      arrival.person_id, arrival.ready_on,
      coalesce(least(arrival.ready_withdrawn_on, arrival.discharged_at_day), date '9999-12-31'), arrival.line
    from arrival
    where arrival.ready_on is not null
    union all
    select
      ready_period.person_id, ready_period.ready_on, coalesce(ready_period.ended_on, date '9999-12-31'), null::int
    from ready_period
    where ready_period.person_id in (select arrival.person_id from arrival where arrival.ready_on is not null)
      and not exists (select from arrival where arrival.ready_period_id = ready_period.ready_period_id)
    """

  private static let stays: SQL = """
    select
      arrival.person_id, arrival.moved_in_on, coalesce(arrival.moved_out_on, date '9999-12-31'), arrival.line
    from arrival
    where arrival.moved_in_on is not null
    union all
    select stay.person_id, stay.moved_in_on, coalesce(stay.moved_out_on, date '9999-12-31'), null::int
    from stay
    where stay.person_id in (select arrival.person_id from arrival where arrival.moved_in_on is not null)
      and not exists (select from arrival where arrival.stay_id = stay.stay_id)
    """

  private static let nights: SQL = """
    select
      arrival.bed_id, arrival.moved_in_on, arrival.stay_until + arrival.bed_turnaround_days, arrival.line
    from arrival
    where arrival.bed_id is not null and arrival.moved_in_on is not null
    union all
    select
      bed_hold.bed_id, bed_hold.first_night,
      bed_hold.turnaround_days + case
        when bed_hold.kind = 'stay' and stay.moved_out_on is null then greatest(bed_hold.until_night, import_day() + 1)
        else bed_hold.until_night
      end,
      null::int
    from bed_hold
    left join stay on stay.referral_id = bed_hold.referral_id
    where bed_hold.bed_id in (select arrival.bed_id from arrival where arrival.moved_in_on is not null)
      and bed_hold.kind <> 'closure'
      and (bed_hold.kind <> 'assignment' or bed_hold.bed_hold_id <> bed_hold.referral_id)
      and not exists (select from arrival where arrival.referral_id = bed_hold.referral_id)
    """

  private static let isClosed = ImportCheck(
    """
    select arrival.line, 'moved_in_on',
      'the bed is closed from ' || bed_hold.first_night || ' to ' || bed_hold.until_night
        || case when bed_hold.first_night >= arrival.stay_until then ', before its turnaround days are over' else '' end
    from arrival
    join bed_hold on bed_hold.bed_id = arrival.bed_id and bed_hold.kind = 'closure'
    where arrival.moved_in_on < bed_hold.until_night
      and bed_hold.first_night < arrival.stay_until + arrival.bed_turnaround_days
      and arrival.moved_in_on < arrival.stay_until + arrival.bed_turnaround_days
    """)
}
