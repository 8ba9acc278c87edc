-- The value of one group column for something that belongs to a municipality, a ward and a day. As stable as to_char:
-- a function that claims more is not inlined, and a call per day and column takes ten times as long as the rest.
drop function if exists report_group(text, text, text, text, date);
create or replace function report_group(
  group_name text, municipality_code text, region text, ward text, site text, onward_support text, day date)
returns text language sql stable parallel safe as $$
  select case group_name
    when 'municipality' then municipality_code
    when 'region' then region
    when 'ward' then ward
    when 'site' then site
    when 'onward_support' then onward_support
    when 'month' then to_char(day::timestamp, 'YYYY-MM')
    when 'quarter' then to_char(day::timestamp, 'YYYY-"Q"Q')
    when 'year' then to_char(day::timestamp, 'YYYY')
  end
$$;

-- The same after a character that no name holds, an empty text where there is no value; null for no group.
create or replace function report_key_part(
  group_name text, municipality_code text, region text, ward text, site text, onward_support text, day date)
returns text language sql stable parallel safe as $$
  select case when group_name is not null then
    E'\x1f' || coalesce(report_group(group_name, municipality_code, region, ward, site, onward_support, day), '')
  end
$$;

-- The values of all group columns of something in one text, which is put in order several times as fast as an array.
drop function if exists report_groups(text[], text, text, text, text, text, date);
create or replace function report_key(
  groups text[], municipality_code text, region text, ward text, site text, onward_support text, day date)
returns text language sql stable parallel safe as $$
  select concat(
    report_key_part(groups[1], municipality_code, region, ward, site, onward_support, day),
    report_key_part(groups[2], municipality_code, region, ward, site, onward_support, day),
    report_key_part(groups[3], municipality_code, region, ward, site, onward_support, day),
    report_key_part(groups[4], municipality_code, region, ward, site, onward_support, day),
    report_key_part(groups[5], municipality_code, region, ward, site, onward_support, day),
    report_key_part(groups[6], municipality_code, region, ward, site, onward_support, day),
    report_key_part(groups[7], municipality_code, region, ward, site, onward_support, day),
    report_key_part(groups[8], municipality_code, region, ward, site, onward_support, day)
  ) collate "C"
$$;

-- The values again, of a key.
create or replace function report_groups(key text) returns text[] language sql immutable parallel safe as $$
  select (string_to_array(key, E'\x1f'))[2:]
$$;

-- The regions of a municipality, as ranges of days, each under its code or, as long as that is not known, its name;
-- days before the first belong to the first, and one lasts until the next begins.
create or replace view municipality_region_days with (security_invoker) as
select
  municipality_region.municipality_code,
  coalesce(region.region_code, region.name) as region,
  daterange(
    case when lag(municipality_region.valid_from) over municipality_regions is null then '-infinity'
      else municipality_region.valid_from end,
    lead(municipality_region.valid_from) over municipality_regions) as days
from municipality_region
join region on region.region_id = municipality_region.region_id
window municipality_regions as (
  partition by municipality_region.municipality_code order by municipality_region.valid_from);

-- The region of a municipality on a day.
create or replace function region_on(the_municipality_code text, on_day date)
returns text language sql stable parallel safe as $$
  select municipality_region_days.region
  from municipality_region_days
  where municipality_region_days.municipality_code = the_municipality_code
    and municipality_region_days.days @> on_day
$$;
