-- The order in which people wait for a bed in a municipality: by acceptance, unless somebody was moved; from those who are
-- accepted or asked about an offer. It sees past the walls, on purpose, and gives numbers alone, to those around the
-- referral and to the authority that keeps the queue.
create or replace function queue_of(the_municipality text)
returns table (referral_id uuid, queued_at timestamptz, place int)
language sql stable as $$
  select
    referral.referral_id, coalesce(referral.queued_at, referral.accepted_at),
    (row_number() over (order by coalesce(referral.queued_at, referral.accepted_at), referral.submitted_at,
      referral.referral_id))::int
  from referral
  where referral.municipality_code = the_municipality and referral.state in ('accepted', 'offered')
$$;

create or replace function queue_place(the_referral_id uuid)
returns table (place int, waiting int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if actor_role() is distinct from 'system' and not exists (
    select from circle
    where circle.subject_id = the_referral_id and circle.member = any(actor_circles()) and circle.until > now())
  then
    return;
  end if;
  return query
  select queued.place, (select count(*)::int from queue_of(referral.municipality_code))
  from referral
  cross join lateral queue_of(referral.municipality_code) as queued
  where referral.referral_id = the_referral_id and queued.referral_id = the_referral_id;
end
$$;
