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

-- The values of all group columns of something, an empty text where it has none.
create or replace function report_groups(
  groups text[], municipality_code text, region text, ward text, site text, onward_support text, day date)
returns text[] language sql stable parallel safe as $$
  select (array[
    coalesce(report_group(groups[1], municipality_code, region, ward, site, onward_support, day), ''),
    coalesce(report_group(groups[2], municipality_code, region, ward, site, onward_support, day), ''),
    coalesce(report_group(groups[3], municipality_code, region, ward, site, onward_support, day), ''),
    coalesce(report_group(groups[4], municipality_code, region, ward, site, onward_support, day), ''),
    coalesce(report_group(groups[5], municipality_code, region, ward, site, onward_support, day), ''),
    coalesce(report_group(groups[6], municipality_code, region, ward, site, onward_support, day), ''),
    coalesce(report_group(groups[7], municipality_code, region, ward, site, onward_support, day), ''),
    coalesce(report_group(groups[8], municipality_code, region, ward, site, onward_support, day), '')
  ])[1:cardinality(groups)]
$$;

-- The regions of a municipality, as ranges of days, each under its code or, as long as that is not known, its name;
-- days before the first belong to the first.
create or replace view municipality_region_days with (security_invoker) as
select
  municipality_region.municipality_code,
  coalesce(region.region_code, region.name) as region,
  daterange(
    case when lag(municipality_region.valid_from) over municipality_regions is null then '-infinity'
      else municipality_region.valid_from end,
    municipality_region.valid_to, '[]') as days
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
