-- Holds the bed of an imported assignment: from the first free night on or after the day of the assignment, for as long
-- as a stay there may last, or up to the next nights that are taken. Gives the first night, or null where none is free.
create or replace function hold_assigned_bed(the_referral_id uuid) returns date language plpgsql as $$
declare
  gap record;
begin
  with wanted as (
    select
      referral.bed_id, danish_day(referral.assigned_at) as from_night, site.turnaround_days,
      coalesce(site.max_stay_days, 91) as length, bed.in_service_from,
      coalesce(bed.in_service_to, date '9999-12-31') as in_service_to
    from referral
    join bed on bed.bed_id = referral.bed_id
    join site on site.site_id = bed.site_id
    where referral.referral_id = the_referral_id
  ),
  candidate as (
    select greatest(wanted.from_night, wanted.in_service_from) as first_night from wanted
    union
    select upper(bed_hold.taken)
    from bed_hold
    join wanted on wanted.bed_id = bed_hold.bed_id and upper(bed_hold.taken) > wanted.from_night
  ),
  free as (
    select
      candidate.first_night, wanted.bed_id, wanted.turnaround_days,
      least(
        candidate.first_night + wanted.length,
        wanted.in_service_to,
        (select min(bed_hold.first_night) from bed_hold
         where bed_hold.bed_id = wanted.bed_id and bed_hold.first_night >= candidate.first_night
           and not isempty(bed_hold.taken)) - wanted.turnaround_days) as until_night
    from candidate
    cross join wanted
    where candidate.first_night >= wanted.in_service_from
      and not exists (
        select from bed_hold where bed_hold.bed_id = wanted.bed_id and bed_hold.taken @> candidate.first_night)
  )
  select free.first_night, free.until_night, free.bed_id, free.turnaround_days
  into gap
  from free
  where free.until_night > free.first_night
  order by free.first_night
  limit 1;
  if gap.first_night is not null then
    insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, referral_id)
    values (
      the_referral_id, gap.bed_id, 'assignment', gap.first_night, gap.until_night, gap.turnaround_days,
      the_referral_id);
  end if;
  return gap.first_night;
end
$$;
