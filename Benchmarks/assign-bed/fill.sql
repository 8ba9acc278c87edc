-- Fresh rows for one phase, as the commands would have left them: each number is a person who waits and a bed that
-- is free. Run as the owner; the triggers are left out, the benchmark wants them only on what it measures, and so the
-- circles, without which nobody sees a referral, are drawn at the end.
set session_replication_role = replica;

insert into site (site_id, site_code, municipality_code, name, max_stay_days, turnaround_days, recorded_from)
values ('00000000-0000-4000-8000-000000000000', 'BENCH', '0607', 'Bench', 91, 1, now())
on conflict do nothing;

create function pg_temp.numbered(kind int, number bigint) returns uuid
return ('0000000000004000' || kind || number)::uuid;

insert into person (person_id, born_on, sex)
select pg_temp.numbered(1, number), '1970-05-12', 'female' from generate_series(:first, :last) as number;

insert into admission (
  admission_id, person_id, ward_id, home_municipality_code, admitted_at, is_acute, recorded_from)
select
  pg_temp.numbered(2, number), pg_temp.numbered(1, number), ward.ward_id, '0607', now() - interval '20 days', true,
  now() - interval '20 days'
from generate_series(:first, :last) as number
cross join (select ward_id from ward order by name limit 1) as ward;

insert into bed (bed_id, bed_code, site_id, in_service_from, offers, sexes, recorded_from)
select
  pg_temp.numbered(3, number), 'BENCH-' || number, '00000000-0000-4000-8000-000000000000', '2020-01-01',
  '{wheelchair}', '{}', now() - interval '20 days'
from generate_series(:first, :last) as number;

insert into referral (
  referral_id, person_id, admission_id, municipality_code, state, target_group, needs, submitted_at, accepted_at,
  recorded_from)
select
  pg_temp.numbered(4, number), pg_temp.numbered(1, number), pg_temp.numbered(2, number), '0607', 'accepted',
  'without_support', '{wheelchair}', now() - interval '9 days', now() - interval '7 days', now() - interval '7 days'
from generate_series(:first, :last) as number;

-- A thousand persons at a time: `draw_circles` is made for a few.
select draw_circles(array_agg(pg_temp.numbered(1, number)))
from generate_series(:first, :last) as number
group by number / 1000;

-- What the phase before left undone would be done during this one.
delete from job;
vacuum analyze person, admission, bed, referral, circle, bed_hold, job;
checkpoint;
