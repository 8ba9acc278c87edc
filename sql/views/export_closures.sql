-- Closures as the import format writes them.
create or replace view export_closures with (security_invoker) as
select
  closure.closure_id as subject_id,
  bed.bed_code as bed,
  written_day(closure.from_day) as from_day,
  written_day(closure.to_day) as to_day,
  closure.reason
from closure
join bed on bed.bed_id = closure.bed_id;
