-- The circles around some persons and their cases. An admission's: the ward, the homes during it, and everybody in its
-- referrals' circles. A referral's: the ward, the municipality that decides, the owner of the bed that is held, and the
-- house once the bed is assigned. A person's: all of these.
create or replace function circle_of(persons uuid[]) returns table (subject_id uuid, member text, until timestamptz)
language sql stable as $$
  with referral_member as (
    select referral.person_id, referral.admission_id, referral.referral_id, party.member
    from referral
    join admission on admission.admission_id = referral.admission_id
    left join bed_hold on bed_hold.referral_id = referral.referral_id
    left join bed on bed.bed_id = bed_hold.bed_id
    left join site on site.site_id = bed.site_id
    cross join lateral (values
      ('ward ' || admission.ward_id),
      ('municipality ' || referral.municipality_code),
      ('municipality ' || site.municipality_code),
      (case when bed_hold.kind in ('assignment', 'stay') then 'site ' || site.site_id end)
    ) as party (member)
    where referral.person_id = any(persons) and party.member is not null
  ),
  admission_member as (
    select admission.person_id, admission.admission_id, party.member
    from admission
    cross join lateral (values
      ('ward ' || admission.ward_id),
      ('municipality ' || admission.home_municipality_code)
    ) as party (member)
    where admission.person_id = any(persons)
    union
    select admission.person_id, admission.admission_id, 'municipality ' || residence.municipality_code
    from admission
    join residence on residence.person_id = admission.person_id
    where admission.person_id = any(persons)
      and (admission.discharged_at is null or residence.from_day <= danish_day(admission.discharged_at))
      and not exists (
        select from residence as later
        where later.person_id = residence.person_id and later.from_day > residence.from_day
          and later.from_day <= danish_day(admission.admitted_at))
    union
    select referral_member.person_id, referral_member.admission_id, referral_member.member from referral_member
  ),
  emergency_member as (
    select emergency_access.person_id, 'account ' || emergency_access.account_id as member,
      max(emergency_access.ends_at) as until
    from emergency_access
    where emergency_access.person_id = any(persons)
    group by emergency_access.person_id, emergency_access.account_id
  )
  select referral_member.referral_id, referral_member.member, 'infinity'::timestamptz from referral_member
  union
  select admission_member.admission_id, admission_member.member, 'infinity' from admission_member
  union
  select admission_member.person_id, admission_member.member, 'infinity' from admission_member
  union
  select emergency_member.person_id, emergency_member.member, emergency_member.until from emergency_member
  union
  select admission.admission_id, emergency_member.member, emergency_member.until
  from emergency_member
  join admission on admission.person_id = emergency_member.person_id
  union
  select referral.referral_id, emergency_member.member, emergency_member.until
  from emergency_member
  join referral on referral.person_id = emergency_member.person_id
$$;

-- Draws the circles around some persons anew: the triggers call it for whatever a circle follows from.
create or replace function draw_circles(persons uuid[]) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  with due as materialized (
    select due.subject_id, due.member, due.until from circle_of(persons) as due
  ),
  subject as (
    select unnest(persons) as subject_id
    union all
    select admission.admission_id from admission where admission.person_id = any(persons)
    union all
    select referral.referral_id from referral where referral.person_id = any(persons)
  ),
  left_out as (
    delete from circle
    using subject
    where circle.subject_id = subject.subject_id
      and not exists (
        select from due where due.subject_id = circle.subject_id and due.member = circle.member)
  )
  insert into circle (subject_id, member, until)
  select due.subject_id, due.member, due.until
  from due
  on conflict on constraint circle_key do update
  set until = excluded.until
  where circle.until <> excluded.until;
end
$$;

-- A bed that is held takes nobody out of a circle, and lets in its owner, and its house once it is assigned.
create or replace function draw_circles_of_held() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  insert into circle (subject_id, member)
  select subject.subject_id, party.member
  from added
  join referral on referral.referral_id = added.referral_id
  join bed on bed.bed_id = added.bed_id
  join site on site.site_id = bed.site_id
  cross join lateral (values (referral.referral_id), (referral.admission_id), (referral.person_id)) as subject (subject_id)
  cross join lateral (values
    ('municipality ' || site.municipality_code),
    (case when added.kind in ('assignment', 'stay') then 'site ' || site.site_id end)
  ) as party (member)
  where party.member is not null
  on conflict on constraint circle_key do nothing;
  return null;
end
$$;
