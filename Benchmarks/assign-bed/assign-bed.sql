-- pgbench: what the daemon sends to assign a bed, statement by statement and in as many round trips.
\set i :i + 1
\set n :first + :i * :clients + :client_id

-- Web/Session/SessionReading.swift: who is signed in, asked as the door
\startpipeline
select set_config('afklaring.actor', :door_claim, true), set_config('afklaring.signature', :door_signature, true);
select * from live_session(:token_hash, :now, :idle_since);
\endpipeline

-- Referral/Offering/BedRequest.swift: loaded and locked, behind Access/ActorClaim.swift
\startpipeline
begin;
select set_config('afklaring.actor', :claim, true), set_config('afklaring.signature', :signature, true);
select
  referral.referral_id, referral.person_id, referral.admission_id, admission.ward_id, referral.municipality_code,
  referral.needs, referral.state, person.sex, referral.bed_id, site.municipality_code, site.site_id,
  referral.assigned_at
from referral
join admission on admission.admission_id = referral.admission_id
join person on person.person_id = referral.person_id
left join bed on bed.bed_id = referral.bed_id
left join site on site.site_id = bed.site_id
where referral.referral_id = ('00000000000040004' || :n)::uuid
for no key update of referral;
select
  bed.bed_id, bed.site_id, site.municipality_code, bed.in_service_from, bed.in_service_to, bed.offers, bed.sexes,
  site.turnaround_days, site.max_stay_days
from bed
join site on site.site_id = bed.site_id
where bed.bed_id = ('00000000000040003' || :n)::uuid
for no key update of bed;
select kind, free_from from taken_nights(('00000000000040003' || :n)::uuid, :first_night, :until_night,
  ('00000000000040004' || :n)::uuid);
select is_agreed, max_places, full_on
from agreement_room(('00000000000040004' || :n)::uuid, ('00000000000040003' || :n)::uuid, :today, :first_night,
  :until_night);
select bed_offer.bed_id, site.municipality_code, bed_offer.owner_agreed_at is not null,
  bed_offer.person_accepted_at is not null, bed_offer.answer_by, bed_hold.first_night, bed_hold.until_night
from bed_offer
join bed_hold on bed_hold.referral_id = bed_offer.referral_id
join bed on bed.bed_id = bed_offer.bed_id
join site on site.site_id = bed.site_id
where bed_offer.referral_id = ('00000000000040004' || :n)::uuid and bed_offer.ended_at is null;
select standing_proposal.match_plan_id, standing_proposal.bed_id
from standing_proposal
where standing_proposal.referral_id = ('00000000000040004' || :n)::uuid and standing_proposal.bed_id is not null
  and not exists (
    select from match_choice
    where match_choice.referral_id = standing_proposal.referral_id
      and match_choice.match_plan_id = standing_proposal.match_plan_id);
\endpipeline

-- Referral/Assigning/AssignBed.swift: held, saved, journalled, told
\startpipeline
insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, referral_id)
values (gen_random_uuid(), ('00000000000040003' || :n)::uuid, :kind, :first_night, :until_night,
  :turnaround_days, ('00000000000040004' || :n)::uuid)
on conflict (referral_id) do update
set bed_id = excluded.bed_id, kind = excluded.kind, first_night = excluded.first_night,
  until_night = excluded.until_night, turnaround_days = excluded.turnaround_days;
update referral set state = :state, assigned_at = :now, bed_id = ('00000000000040003' || :n)::uuid
where referral_id = ('00000000000040004' || :n)::uuid;
insert into journal_entry
  (kind, action, account_id, session_id, role, organisation, ground, person_id, subject_kind, subject_id, details)
values
  (:entry, :action, :account_id, :session_id, :role,
   :organisation, :ground, ('00000000000040001' || :n)::uuid, :subject, ('00000000000040004' || :n)::uuid,
   '{"bed":"' || ('00000000000040003' || :n)::uuid || '"}');
insert into job (kind, payload) values (:tell,
  ('{"happening":"bed-assigned","recipient":"ward","referral":"' || ('00000000000040004' || :n)::uuid || '"}')::jsonb);
insert into job (kind, payload) values (:tell,
  ('{"happening":"bed-assigned","recipient":"site","referral":"' || ('00000000000040004' || :n)::uuid || '"}')::jsonb);
commit;
\endpipeline
