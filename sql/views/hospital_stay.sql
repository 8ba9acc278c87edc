-- Psychiatric hospital stays (indlaeggelser) by the national rule: contacts that overlap or lie at most four hours apart are one; it
-- counts from twelve hours on, or, where its start or end is known as a date only, from a night on. Source: domain 4.2.
-- as_of: what is dated after it has not happened yet; a stay not ended (ended_at null) is as long as it is then.
create or replace function hospital_stay(as_of timestamptz, known_at timestamptz)
returns table (
  person_id uuid, began_at timestamptz, ended_at timestamptz, is_acute boolean, ward text, admission_ids uuid[])
language sql stable parallel safe as $$
  with contact as (
    select
      admission.admission_id, admission.person_id, ward.name as ward, admission.admitted_at,
      admission.admitted_is_day_only, coalesce(admission.is_acute, false) as is_acute,
      case when admission.discharged_at <= as_of then admission.discharged_at end as discharged_at,
      admission.discharged_is_day_only
    from admission_version as admission
    join ward on ward.ward_id = admission.ward_id
    where was_known(admission.recorded_from, admission.recorded_to, known_at) and admission.admitted_at <= as_of
      and ward.is_psychiatric
  ),
  in_order as (
    select
      contact.*,
      max(coalesce(contact.discharged_at, 'infinity')) over (
        partition by contact.person_id order by contact.admitted_at, contact.admission_id
        rows between unbounded preceding and 1 preceding) as earlier_until
    from contact
  ),
  begun as (
    select
      in_order.*,
      in_order.earlier_until is null or in_order.admitted_at > in_order.earlier_until + interval '4 hours' as is_begin
    from in_order
  ),
  bounded as materialized (
    select
      begun.*,
      coalesce(lead(begun.is_begin) over (
        partition by begun.person_id order by begun.admitted_at, begun.admission_id), true) as is_end
    from begun
  ),
  -- Most stays are one contact, of which there is nothing to put together.
  numbered as (
    select
      bounded.*,
      count(*) filter (where bounded.is_begin) over (
        partition by bounded.person_id order by bounded.admitted_at, bounded.admission_id) as stay_number
    from bounded
    where not (bounded.is_begin and bounded.is_end)
  ),
  stay as (
    select
      bounded.person_id, bounded.admitted_at as began_at, bounded.discharged_at as ended_at, bounded.is_acute,
      bounded.admitted_is_day_only as begins_with_day_only, bounded.discharged_is_day_only as ends_with_day_only,
      bounded.ward, array[bounded.admission_id] as admission_ids
    from bounded
    where bounded.is_begin and bounded.is_end
    union all
    select
      numbered.person_id, min(numbered.admitted_at) as began_at,
      case when bool_and(numbered.discharged_at is not null) then max(numbered.discharged_at) end as ended_at,
      (array_agg(numbered.is_acute order by numbered.admitted_at, numbered.admission_id))[1] as is_acute,
      (array_agg(numbered.admitted_is_day_only order by numbered.admitted_at, numbered.admission_id))[1]
        as begins_with_day_only,
      (array_agg(numbered.discharged_is_day_only
        order by coalesce(numbered.discharged_at, 'infinity') desc, numbered.admitted_at desc, numbered.admission_id))[1]
        as ends_with_day_only,
      (array_agg(numbered.ward
        order by coalesce(numbered.discharged_at, 'infinity') desc, numbered.admitted_at desc, numbered.admission_id))[1]
        as ward,
      array_agg(numbered.admission_id) as admission_ids
    from numbered
    group by numbered.person_id, numbered.stay_number
  )
  select stay.person_id, stay.began_at, stay.ended_at, stay.is_acute, stay.ward, stay.admission_ids
  from stay
  where case
    when stay.begins_with_day_only or stay.ended_at is not null and stay.ends_with_day_only
    then danish_day(coalesce(stay.ended_at, as_of)) > danish_day(stay.began_at)
    else coalesce(stay.ended_at, as_of) - stay.began_at >= interval '12 hours'
  end
$$;
