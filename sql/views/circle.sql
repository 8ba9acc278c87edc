-- The circles around some persons and their cases. An admission's: the ward, the homes during it, and everybody in its
-- referrals' circles. A referral's: the ward, the municipality that decides, the owner of the bed that is held, and the
-- house once the bed is assigned. A person's: all of these. Where name and address are protected, whoever only owns the bed
-- is not told who the person is.
drop view if exists broken_promise;
drop function if exists circle_of(uuid[]);
create function circle_of(persons uuid[])
returns table (subject_id uuid, member text, until timestamptz, is_told boolean) language sql stable as $$
  with referral_member as (
    select referral.person_id, referral.admission_id, referral.referral_id, party.member, party.is_close
    from referral
    join admission on admission.admission_id = referral.admission_id
    left join bed_hold on bed_hold.referral_id = referral.referral_id
    left join bed on bed.bed_id = bed_hold.bed_id
    left join site on site.site_id = bed.site_id
    cross join lateral (values
      ('ward ' || admission.ward_id, true),
      ('municipality ' || referral.municipality_code, true),
      ('municipality ' || site.municipality_code, false),
      (case when bed_hold.kind in ('assignment', 'stay') then 'site ' || site.site_id end, true)
    ) as party (member, is_close)
    where referral.person_id = any(persons) and party.member is not null
  ),
  admission_member as (
    select admission.person_id, admission.admission_id, party.member, true as is_close
    from admission
    cross join lateral (values
      ('ward ' || admission.ward_id),
      ('municipality ' || admission.home_municipality_code)
    ) as party (member)
    where admission.person_id = any(persons)
    union
    select admission.person_id, admission.admission_id, 'municipality ' || residence.municipality_code, true
    from admission
    join residence on residence.person_id = admission.person_id
    where admission.person_id = any(persons)
      and (admission.discharged_at is null or residence.from_day <= danish_day(admission.discharged_at))
      and not exists (
        select from residence as later
        where later.person_id = residence.person_id and later.from_day > residence.from_day
          and later.from_day <= danish_day(admission.admitted_at))
    union
    select referral_member.person_id, referral_member.admission_id, referral_member.member, referral_member.is_close
    from referral_member
  ),
  emergency_member as (
    select emergency_access.person_id, 'account ' || emergency_access.account_id as member,
      max(emergency_access.ends_at) as until
    from emergency_access
    where emergency_access.person_id = any(persons)
    group by emergency_access.person_id, emergency_access.account_id
  )
  select referral_member.referral_id, referral_member.member, 'infinity'::timestamptz, true from referral_member
  union
  select admission_member.admission_id, admission_member.member, 'infinity', true from admission_member
  union
  select admission_member.person_id, admission_member.member, 'infinity',
    bool_or(admission_member.is_close or not person.is_protected)
  from admission_member
  join person on person.person_id = admission_member.person_id
  group by admission_member.person_id, admission_member.member
  union
  select emergency_member.person_id, emergency_member.member, emergency_member.until, true from emergency_member
  union
  select admission.admission_id, emergency_member.member, emergency_member.until, true
  from emergency_member
  join admission on admission.person_id = emergency_member.person_id
  union
  select referral.referral_id, emergency_member.member, emergency_member.until, true
  from emergency_member
  join referral on referral.person_id = emergency_member.person_id
$$;

-- Draws the circles around some persons anew: the triggers call it for whatever a circle follows from.
create or replace function draw_circles(persons uuid[]) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  with due as materialized (
    select due.subject_id, due.member, due.until, due.is_told from circle_of(persons) as due
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
  insert into circle (subject_id, member, until, is_told)
  select due.subject_id, due.member, due.until, due.is_told
  from due
  on conflict on constraint circle_key do update
  set until = excluded.until, is_told = excluded.is_told
  where (circle.until, circle.is_told) is distinct from (excluded.until, excluded.is_told);
end
$$;

-- A bed that is held takes nobody out of a circle, and lets in its owner, and its house once it is assigned.
create or replace function draw_circles_of_held() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  insert into circle (subject_id, member, is_told)
  select subject.subject_id, party.member,
    party.is_close or subject.subject_id <> person.person_id or not person.is_protected
  from added
  join referral on referral.referral_id = added.referral_id
  join person on person.person_id = referral.person_id
  join bed on bed.bed_id = added.bed_id
  join site on site.site_id = bed.site_id
  cross join lateral (values (referral.referral_id), (referral.admission_id), (referral.person_id)) as subject (subject_id)
  cross join lateral (values
    ('municipality ' || site.municipality_code, false),
    (case when added.kind in ('assignment', 'stay') then 'site ' || site.site_id end, true)
  ) as party (member, is_close)
  where party.member is not null
  on conflict on constraint circle_key do nothing;
  return null;
end
$$;
