-- The register of the crisis lines and the measurements as the import format writes them; numbers stand as their index,
-- and sealed.
create or replace view export_services with (security_invoker) as
select
  crisis_service.crisis_service_id as subject_id, crisis_service.service_code as service, crisis_service.name,
  array_to_string(crisis_service.municipalities, ';') as municipalities
from crisis_service;

create or replace view export_contacts with (security_invoker) as
select
  contact.crisis_contact_id as subject_id,
  coalesce(imported_row.natural_key, contact.crisis_contact_id::text) as contact_ref,
  crisis_service.service_code as service,
  written_instant(contact.started_at, false) as started_at,
  contact.minutes::text as minutes, contact.mode, contact.caller,
  encode(number.number_index, 'hex') as cpr, number.number_sealed, contact.degree,
  nullif(array_to_string(contact.symptoms, ';'), '') as symptoms,
  nullif(array_to_string(contact.events, ';'), '') as events,
  contact.conversation, contact.plan, contact.goal, contact.follow_up,
  nullif(array_to_string(contact.measures, ';'), '') as measures,
  contact.state_after, contact.heard_from
from crisis_contact as contact
join crisis_service on crisis_service.crisis_service_id = contact.crisis_service_id
left join imported_row on imported_row.kind = 'contacts' and imported_row.subject_id = contact.crisis_contact_id
left join lateral (
  select person_number.number_index, person_number.number_sealed
  from person_number
  where person_number.person_id = contact.person_id
  order by
    (encode(person_number.number_index, 'hex') = imported_row.cells ->> 'cpr') desc nulls last,
    person_number.recorded_at desc, person_number.number_index
  limit 1
) as number on true;

create or replace view export_overnights with (security_invoker) as
select
  overnight.overnight_id as subject_id,
  coalesce(imported_row.natural_key, overnight.overnight_id::text) as overnight_ref,
  crisis_service.service_code as service,
  written_day(overnight.arrived_on) as arrived_on, written_day(overnight.left_on) as left_on
from overnight
join crisis_service on crisis_service.crisis_service_id = overnight.crisis_service_id
left join imported_row on imported_row.kind = 'overnights' and imported_row.subject_id = overnight.overnight_id;

create or replace view export_ratings with (security_invoker) as
select
  rating.rating_id as subject_id, crisis_service.service_code as service, written_day(rating.round_on) as round_on,
  rating.parameter::text as parameter, rating.score::text as score
from rating
join crisis_service on crisis_service.crisis_service_id = rating.crisis_service_id;

create or replace view export_measurements with (security_invoker) as
select
  measurement.measurement_id as subject_id, encode(number.number_index, 'hex') as cpr, number.number_sealed,
  measurement.instrument_code as instrument, written_day(measurement.measured_on) as measured_on, measurement.occasion,
  array_to_string(measurement.items, ';', '') as items
from measurement
left join imported_row on imported_row.kind = 'measurements' and imported_row.subject_id = measurement.measurement_id
left join lateral (
  select person_number.number_index, person_number.number_sealed
  from person_number
  where person_number.person_id = measurement.person_id
  order by
    (encode(person_number.number_index, 'hex') = imported_row.cells ->> 'cpr') desc nulls last,
    person_number.recorded_at desc, person_number.number_index
  limit 1
) as number on true;
