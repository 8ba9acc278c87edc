-- Agreements as the import format writes them.
create or replace view export_agreements with (security_invoker) as
select
  agreement.agreement_id as subject_id,
  agreement.buyer_code as buyer,
  agreement.seller_code as seller,
  written_day(agreement.valid_from) as valid_from,
  written_day(agreement.valid_to) as valid_to,
  agreement.price_per_day::text as price_per_day,
  agreement.max_places::text as max_places
from agreement;
