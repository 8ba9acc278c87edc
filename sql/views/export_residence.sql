-- Home municipalities as the import format writes them; the number stands as its index, and sealed.
create or replace view export_residence with (security_invoker) as
select
  residence.residence_id as subject_id,
  encode(person_number.number_index, 'hex') as cpr,
  person_number.number_sealed,
  residence.municipality_code as municipality,
  written_day(residence.from_day) as from_day
from residence
left join imported_row on imported_row.kind = 'residence' and imported_row.subject_id = residence.residence_id
left join lateral (
  -- Of several numbers the one that was imported, else the latest.
  select person_number.number_index, person_number.number_sealed
  from person_number
  where person_number.person_id = residence.person_id
  order by
    (encode(person_number.number_index, 'hex') = imported_row.cells ->> 'cpr') desc nulls last,
    person_number.recorded_at desc, person_number.number_index
  limit 1
) as person_number on true;
