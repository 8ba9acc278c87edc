-- The first gap of a bed, from a night on: its first night, the latest day of moving out, and what comes then: the kind
-- of hold, 'service' where the bed goes out of service, null where nothing does. The turnaround days behind a stay
-- belong to the gap, so that a gap without a night of its own is none. No row where there is no gap. It sees past the
-- wall around bed_hold, as the functions of bed_nights do.
create or replace function first_free_gap(the_bed_id uuid, from_night date)
returns table (first_night date, until_night date, ended_by text)
language sql stable security definer set search_path = public, pg_temp as $$
  with candidate as (
    select greatest(from_night, bed.in_service_from) as night from bed where bed.bed_id = the_bed_id
    union
    select upper(bed_hold.taken)
    from bed_hold
    where bed_hold.bed_id = the_bed_id and upper(bed_hold.taken) > from_night
  ),
  gap as (
    select
      candidate.night, bed.in_service_to, following.kind,
      following.first_night - site.turnaround_days as hold_until
    from candidate
    join bed on bed.bed_id = the_bed_id
    join site on site.site_id = bed.site_id
    left join lateral (
      select case bed_hold.kind when 'left' then 'stay' else bed_hold.kind end as kind, bed_hold.first_night
      from bed_hold
      where bed_hold.bed_id = the_bed_id and bed_hold.first_night > candidate.night and not isempty(bed_hold.taken)
      order by bed_hold.first_night
      limit 1
    ) as following on true
    where candidate.night >= bed.in_service_from
      and not exists (
        select from bed_hold where bed_hold.bed_id = the_bed_id and bed_hold.taken @> candidate.night)
  )
  select
    gap.night, least(gap.hold_until, gap.in_service_to),
    case when gap.hold_until <= gap.in_service_to or gap.in_service_to is null then gap.kind else 'service' end
  from gap
  where gap.night < coalesce(least(gap.hold_until, gap.in_service_to), 'infinity')
  order by gap.night
  limit 1
$$;
