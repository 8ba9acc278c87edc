-- When beds are taken, for everybody who looks for one: the nights and what for, never for whom. They see past the wall
-- around bed_hold, on purpose, and so they are the owner's functions and give nothing else. In PL/pgSQL, which keeps the
-- plan: SQL functions that run as their owner are planned at each call. The first names its tables in full: it is asked at
-- every assignment, and setting a search path takes longer than the question.

-- The earliest hold that overlaps the nights and the turnaround days behind them, one referral's own left out.
create or replace function taken_nights(
  the_bed_id uuid, first_night date, until_night date, but_referral uuid)
returns table (kind text, free_from date) language plpgsql stable security definer as $$
begin
  return query
  select case bed_hold.kind when 'left' then 'stay' else bed_hold.kind end, upper(bed_hold.taken)
  from public.bed_hold
  join public.bed on bed.bed_id = bed_hold.bed_id
  join public.site on site.site_id = bed.site_id
  where bed_hold.bed_id = the_bed_id
    and bed_hold.taken && daterange(taken_nights.first_night, taken_nights.until_night + site.turnaround_days)
    and bed_hold.referral_id is distinct from but_referral
  order by bed_hold.first_night
  limit 1;
end
$$;

-- What the bed is taken for on a night, or null. Nights that a stay left behind are a stay's.
create or replace function taken_for(the_bed_id uuid, night date) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select case bed_hold.kind when 'left' then 'stay' else bed_hold.kind end
    from bed_hold where bed_hold.bed_id = the_bed_id and bed_hold.taken @> night);
end
$$;

-- Who has a number, found by its keyed index: for a ward that admits somebody whom others know.
create or replace function person_with_number(the_number_index bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_number.person_id from person_number where person_number.number_index = the_number_index
$$;
