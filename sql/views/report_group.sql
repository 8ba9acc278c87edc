-- The value of one group column for something that belongs to a municipality, a ward and a day.
create or replace function report_group(
  group_name text, municipality_code text, region text, ward text, day date)
returns text language sql immutable parallel safe as $$
  select case group_name
    when 'municipality' then municipality_code
    when 'region' then region
    when 'ward' then ward
    when 'month' then to_char(day, 'YYYY-MM')
    when 'quarter' then to_char(day, 'YYYY-"Q"Q')
    when 'year' then to_char(day, 'YYYY')
  end
$$;

-- The region of a municipality on a day: its code or, as long as that is not known, its name.
create or replace function region_on(the_municipality_code text, on_day date)
returns text language sql stable parallel safe as $$
  select coalesce(region.region_code, region.name)
  from municipality_region
  join region on region.region_id = municipality_region.region_id
  where municipality_region.municipality_code = the_municipality_code
    and daterange(municipality_region.valid_from, municipality_region.valid_to, '[]') @> on_day
$$;
