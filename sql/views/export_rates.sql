-- Rates as the import format writes them.
create or replace view export_rates with (security_invoker) as
select
  rate.rate_id as subject_id,
  rate.sector,
  rate.payee,
  rate.from_day::text as from_day,
  rate.to_day::text as to_day,
  rate.amount::text as amount,
  written_day(rate.valid_from) as valid_from,
  written_day(rate.valid_to) as valid_to,
  rate.source
from rate;
