-- Episodes as the import format writes them: an admission with one wait, one leave, one referral and its stay. Of
-- several the one that an import made (it has the admission's id), else the first. The number stands as its index, the
-- name as the digest that was imported; both also sealed.
create or replace view export_episodes with (security_invoker) as
select
  admission.admission_id as subject_id,
  ready_period.ready_period_id,
  hospital_leave.hospital_leave_id,
  referral.referral_id,
  stay.stay_id,
  coalesce(imported_row.natural_key, admission.admission_id::text) as episode_ref,
  encode(person_number.number_index, 'hex') as cpr,
  person_number.number_sealed,
  imported_row.cells ->> 'name' as name,
  person_name.name_sealed,
  admission.home_municipality_code as home_municipality,
  coalesce(region.region_code, region.name) as region,
  ward.name as ward,
  written_instant(admission.admitted_at, admission.admitted_is_day_only) as admitted_at,
  case admission.is_acute when true then 'yes' when false then 'no' end as acute,
  written_instant(admission.discharged_at, admission.discharged_is_day_only) as discharged_at,
  written_day(ready_period.ready_on) as ready_on,
  written_day(ready_period.withdrawn_on) as ready_withdrawn_on,
  written_instant(hospital_leave.began_at, hospital_leave.began_is_day_only) as leave_from,
  written_instant(hospital_leave.ended_at, hospital_leave.ended_is_day_only) as leave_to,
  written_day(danish_day(referral.submitted_at)) as referred_on,
  written_day(danish_day(coalesce(referral.withdrawn_at, referral.declined_at, referral.accepted_at))) as decided_on,
  case
    when referral.withdrawn_at is not null then 'withdrawn'
    when referral.declined_at is not null then 'declined'
    when referral.accepted_at is not null then 'accepted'
  end as decision,
  referral.decision_reason,
  written_day(danish_day(referral.assigned_at)) as assigned_on,
  bed.bed_code as bed,
  written_day(stay.moved_in_on) as moved_in_on,
  written_day(stay.planned_move_out_on) as planned_move_out_on,
  written_day(stay.clarified_on) as clarified_on,
  written_day(stay.moved_out_on) as moved_out_on,
  stay.onward_support
from admission
left join person_name on person_name.person_id = admission.person_id
join ward on ward.ward_id = admission.ward_id
left join region on region.region_id = ward.region_id
left join imported_row on imported_row.kind = 'episodes' and imported_row.subject_id = admission.admission_id
left join lateral (
  select person_number.number_index, person_number.number_sealed
  from person_number
  where person_number.person_id = admission.person_id
  order by
    (encode(person_number.number_index, 'hex') = imported_row.cells ->> 'cpr') desc nulls last,
    person_number.recorded_at desc, person_number.number_index
  limit 1
) as person_number on true
left join lateral (
  select ready_period.ready_period_id, ready_period.ready_on, ready_period.withdrawn_on
  from ready_period
  where ready_period.admission_id = admission.admission_id
  order by (ready_period.ready_period_id = admission.admission_id) desc, ready_period.ready_on,
    ready_period.ready_period_id
  limit 1
) as ready_period on true
left join lateral (
  select
    hospital_leave.hospital_leave_id, hospital_leave.began_at, hospital_leave.began_is_day_only,
    hospital_leave.ended_at, hospital_leave.ended_is_day_only
  from hospital_leave
  where hospital_leave.admission_id = admission.admission_id
  order by (hospital_leave.hospital_leave_id = admission.admission_id) desc, hospital_leave.began_at,
    hospital_leave.hospital_leave_id
  limit 1
) as hospital_leave on true
left join lateral (
  select
    referral.referral_id, referral.submitted_at, referral.accepted_at, referral.declined_at, referral.withdrawn_at,
    referral.decision_reason, referral.assigned_at, referral.bed_id
  from referral
  where referral.admission_id = admission.admission_id
  order by (referral.referral_id = admission.admission_id) desc, referral.submitted_at, referral.referral_id
  limit 1
) as referral on true
left join bed on bed.bed_id = referral.bed_id
left join stay on stay.referral_id = referral.referral_id;
