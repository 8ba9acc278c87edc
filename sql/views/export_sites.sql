-- Sites as the import format writes them.
create or replace view export_sites with (security_invoker) as
select
  site.site_id as subject_id,
  site.site_code as site,
  site.municipality_code as municipality,
  site.name,
  site.kind,
  site.max_stay_days::text as max_stay_days,
  site.turnaround_days::text as turnaround_days
from site;
