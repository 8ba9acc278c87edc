-- When every bed is not open for a stay, from a day on: the nights that are taken, with the turnaround days that a stay before
-- them would need. For whom they are taken is not said; so everybody who looks for beds may know, past the walls.
create or replace function closed_nights(from_day date)
returns table (bed_id uuid, from_days date[], to_days date[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select
    bed_hold.bed_id, array_agg(bed_hold.first_night - site.turnaround_days order by bed_hold.first_night),
    array_agg(upper(bed_hold.taken) order by bed_hold.first_night)
  from bed_hold
  join bed on bed.bed_id = bed_hold.bed_id
  join site on site.site_id = bed.site_id
  where upper(bed_hold.taken) > from_day and not isempty(bed_hold.taken)
  group by bed_hold.bed_id;
end
$$;
