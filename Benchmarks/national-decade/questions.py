"""The five reports as questions to DuckDB, over the files that `afklaringd export` writes.

They answer what reports.md asks, of all that the made-up decade holds: no leave, no withdrawal, no move to another
municipality, no closure and no offer, so that DuckDB has less to look at than the daemon's definitions.
"""

# A file's name and what is made of it.
TABLES = {
    "episodes": """
        select episode_ref, cpr, home_municipality, ward, acute = 'yes' as is_acute,
          admitted_at::timestamptz as admitted_at, discharged_at::timestamptz as discharged_at,
          ready_on::date as ready_on, referred_on::date as referred_on, decided_on::date as decided_on, decision,
          assigned_on::date as assigned_on, bed, moved_in_on::date as moved_in_on,
          planned_move_out_on::date as planned_move_out_on, moved_out_on::date as moved_out_on,
          clarified_on::date as clarified_on, onward_support
        from read_csv('{file}', all_varchar = true)""",
    "sites": "select site, municipality from read_csv('{file}', all_varchar = true)",
    "beds": """
        select site, bed, in_service_from::date as in_service_from, in_service_to::date as in_service_to
        from read_csv('{file}', all_varchar = true)""",
    "rates": """
        select payee, from_day::int as from_day, to_day::int as to_day, amount::decimal(12, 2) as amount,
          valid_from::date as valid_from, valid_to::date as valid_to
        from read_csv('{file}', all_varchar = true) where sector = 'psychiatry'""",
}

# A person's home on a day is the latest that was stated by then; where none was, the first.
HOMES = """
      stated as (
        select cpr, home_municipality as municipality, admitted_at::date as day,
          row_number() over (partition by cpr, admitted_at::date order by admitted_at desc) as nth
        from episodes),
      home as (
        select cpr, municipality,
          case when lag(day) over (partition by cpr order by day) is null then '0001-01-01'::date else day end as from_day,
          coalesce(lead(day) over (partition by cpr order by day), '9999-01-01'::date) as to_day
        from stated where nth = 1)"""

# Contacts that overlap or lie at most four hours apart are one stay in hospital; it counts from twelve hours on.
HOSPITAL_STAYS = """
    hospital as (
      select cpr, min(admitted_at) as began_at, max(discharged_at) as ended_at, arg_min(is_acute, admitted_at) as is_acute,
        list(episode_ref) as episodes
      from (
        select *, sum(is_new) over (partition by cpr order by admitted_at, episode_ref) as stay
        from (
          select *, case when admitted_at <= max(discharged_at) over (
              partition by cpr order by admitted_at, episode_ref rows between unbounded preceding and 1 preceding)
            + interval 4 hours then 0 else 1 end as is_new
          from episodes))
      group by cpr, stay
      having max(discharged_at) - min(admitted_at) >= interval 12 hours)"""

HOME = "left join home on home.cpr = {one}.cpr and {day} >= home.from_day and {day} < home.to_day"


def grouped(counted, columns):
    return f"""
      select case when grouping(municipality) = 1 then 'total' else coalesce(municipality, '') end as municipality,
        case when grouping(month) = 1 then 'total' else month end as month, {columns}
      from {counted}
      group by grouping sets ((municipality, month), ())
      order by grouping(municipality), municipality, month"""


def percentiles(*names):
    return ", ".join(
        f"round(quantile_cont({name}, {share}), 1) as {word}_{name}"
        for name in names for word, share in (("median", 0.5), ("p90", 0.9)))


QUESTIONS = {
    "waiting-days": f"""
      with {HOMES},
      wait as (
        select episode_ref, cpr, ready_on, discharged_at::date as ended_on from episodes where ready_on is not null),
      counted as (
        select wait.*, unnest(generate_series(ready_on, ended_on - 1, interval 1 day))::date as day from wait),
      numbered as (select counted.*, day - ready_on + 1 as number from counted),
      happening as (
        select 'day' as kind, episode_ref, cpr, day, number, null as length from numbered
        where day between $from and $to
        union all
        select 'end', episode_ref, cpr, max(day), null, max(number) from numbered
        where ended_on between $from and $to group by episode_ref, cpr),
      placed as (
        select kind, episode_ref, length, municipality, strftime(day, '%Y-%m') as month,
          (select sum(amount) from rates where payee = 'region' and kind = 'day' and number >= from_day
             and number <= coalesce(to_day, 100000) and day >= valid_from and day <= coalesce(valid_to, '9999-01-01'::date))
            as region,
          (select sum(amount) from rates where payee = 'state' and kind = 'day' and number >= from_day
             and number <= coalesce(to_day, 100000) and day >= valid_from and day <= coalesce(valid_to, '9999-01-01'::date))
            as state
        from happening {HOME.format(one="happening", day="day")})
      {grouped("placed", '''
        count(distinct episode_ref) filter (where kind = 'day') as admissions,
        count(*) filter (where kind = 'day') as waiting_days, 0 as ongoing,
        count(*) filter (where kind = 'end') as ended,
        round(avg(length), 1) as mean_days, round(quantile_cont(length, 0.5), 1) as median_days,
        round(quantile_cont(length, 0.9), 1) as p90_days,
        coalesce(sum(region), 0) as amount_region, coalesce(sum(state), 0) as amount_state''')}""",
    "referral-times": f"""
      with {HOMES},
      counted as (
        select municipality, strftime(referred_on, '%Y-%m') as month, decision,
          decided_on - referred_on as days_to_decision, assigned_on - referred_on as days_to_assignment,
          moved_in_on - referred_on as days_to_move_in, moved_in_on
        from episodes {HOME.format(one="episodes", day="referred_on")}
        where referred_on between $from and $to)
      {grouped("counted", '''
        count(*) as referrals, count(*) filter (where decision = 'accepted') as accepted,
        count(*) filter (where decision = 'declined') as declined,
        count(*) filter (where decision = 'withdrawn') as withdrawn,
        count(*) filter (where decision is null) as undecided, count(moved_in_on) as moved_in, '''
        + percentiles("days_to_decision", "days_to_assignment", "days_to_move_in"))}""",
    "occupancy": f"""
      with night as (
        select bed, site, unnest(generate_series(
          greatest(in_service_from, $from), least(coalesce(in_service_to - 1, $to), $to), interval 1 day))::date as night
        from beds),
      counted as (
        select sites.municipality, strftime(night, '%Y-%m') as month, lived.bed is not null as is_occupied,
          lived.bed is null and kept.bed is not null as is_held
        from night
        join sites on sites.site = night.site
        left join episodes as lived
          on lived.bed = night.bed and night >= lived.moved_in_on and night < coalesce(lived.moved_out_on, '9999-01-01'::date)
        left join (
          select bed, assigned_on, moved_in_on from episodes where bed is not null and assigned_on < moved_in_on) as kept
          on kept.bed = night.bed and night >= kept.assigned_on and night < kept.moved_in_on)
      {grouped("counted", '''
        count(*) as available_nights, count(*) filter (where is_occupied) as occupied_nights,
        count(*) filter (where is_held) as held_nights, 0 as closed_nights,
        round(100.0 * count(*) filter (where is_occupied) / count(*), 1) as rate''')}""",
    "stays": f"""
      with {HOMES},
      {HOSPITAL_STAYS.strip()},
      ended as (
        select *, moved_out_on::timestamptz as left_at from episodes where moved_out_on between $from and $to),
      followed as (
        select ended.episode_ref,
          bool_or(hospital.began_at::date >= moved_in_on and hospital.began_at::date < moved_out_on) as during,
          bool_or(hospital.is_acute and hospital.began_at between left_at and left_at + interval 720 hours) as after
        from ended
        join hospital on hospital.cpr = ended.cpr and not list_contains(hospital.episodes, ended.episode_ref)
        group by ended.episode_ref),
      counted as (
        select municipality, strftime(moved_out_on, '%Y-%m') as month, moved_out_on - moved_in_on as nights,
          moved_out_on > planned_move_out_on as is_over, moved_out_on - clarified_on as waiting,
          coalesce(during, false) as during, left_at + interval 720 hours <= $as_of as is_observable,
          coalesce(after, false) as after
        from ended
        left join followed on followed.episode_ref = ended.episode_ref
        {HOME.format(one="ended", day="moved_out_on")})
      {grouped("counted", '''
        count(*) as ended, round(avg(nights), 1) as mean_nights, round(quantile_cont(nights, 0.5), 1) as median_nights,
        round(quantile_cont(nights, 0.9), 1) as p90_nights, count(*) filter (where is_over) as over_planned,
        round(quantile_cont(waiting, 0.5), 1) as median_days_waiting_in_bed,
        count(*) filter (where during) as readmitted_during, count(*) filter (where is_observable) as observable_30,
        count(*) filter (where is_observable and after) as readmitted_30''')}""",
    "readmissions": f"""
      with {HOMES},
      {HOSPITAL_STAYS.strip()},
      discharge as (
        select hospital.cpr, hospital.ended_at, min(later.began_at) - hospital.ended_at as away
        from hospital
        left join hospital as later
          on later.cpr = hospital.cpr and later.is_acute and later.began_at > hospital.ended_at
        where hospital.ended_at::date between $from and $to
        group by hospital.cpr, hospital.ended_at),
      counted as (
        select municipality, strftime(ended_at, '%Y-%m') as month, away,
          ended_at + interval 168 hours <= $as_of as seen_7, ended_at + interval 720 hours <= $as_of as seen_30,
          ended_at + interval 2160 hours <= $as_of as seen_90
        from discharge {HOME.format(one="discharge", day="ended_at::date")})
      {grouped("counted", "count(*) as discharges, " + ", ".join(f'''
        count(*) filter (where seen_{days}) as observable_{days},
        count(*) filter (where seen_{days} and away <= interval {days * 24} hours) as readmitted_{days},
        round(100.0 * count(*) filter (where seen_{days} and away <= interval {days * 24} hours)
          / nullif(count(*) filter (where seen_{days}), 0), 1) as share_{days}''' for days in (7, 30, 90)))}""",
}
