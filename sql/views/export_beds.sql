-- Beds as the import format writes them.
create or replace view export_beds with (security_invoker) as
select
  bed.bed_id as subject_id,
  site.site_code as site,
  bed.bed_code as bed,
  written_day(bed.in_service_from) as in_service_from,
  written_day(bed.in_service_to) as in_service_to,
  nullif(array_to_string(bed.offers, ';'), '') as offers,
  nullif(array_to_string(bed.sexes, ';'), '') as sexes
from bed
join site on site.site_id = bed.site_id;
