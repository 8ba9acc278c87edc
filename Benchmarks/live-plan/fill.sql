-- A national day: in every municipality two houses, 1,000 beds in all, 700 of them lived in, and 500 people who wait. Run as the
-- owner; the triggers are left out, and so the circles are drawn at the end.
set session_replication_role = replica;

create temporary table place as
select municipality_code, (row_number() over (order by municipality_code))::int - 1 as number from municipality;

create function pg_temp.numbered(kind int, number bigint) returns uuid
return ('0000000000004000' || kind || (100000000000000 + number))::uuid;

insert into site (site_id, site_code, municipality_code, name, max_stay_days, turnaround_days, recorded_from)
select
  pg_temp.numbered(5, place.number * 2 + house), 'L' || place.number || '-' || house, place.municipality_code,
  'Hus ' || house || ' i ' || place.municipality_code, 91, house, now()
from place, generate_series(0, 1) as house;

insert into bed (bed_id, bed_code, site_id, in_service_from, offers, sexes, recorded_from)
select
  pg_temp.numbered(3, number), 'LIVE-' || number, pg_temp.numbered(5, number % (2 * (select count(*) from place))),
  '2020-01-01',
  case number % 5 when 0 then '{wheelchair,night_staff}'::text[] when 1 then '{substance_use}' when 2 then '{pets}' else '{}' end,
  case number % 11 when 0 then '{female}'::text[] else '{}' end, now()
from generate_series(0, 999) as number;

insert into agreement (agreement_id, buyer_code, seller_code, valid_from, price_per_day, recorded_from)
select gen_random_uuid(), buyer.municipality_code, seller.municipality_code, '2020-01-01', 2150, now()
from place as buyer
join place as seller on seller.number <> buyer.number
  and (seller.number - buyer.number + (select count(*) from place)) % (select count(*) from place) <= 10
on conflict do nothing;

-- The first 500 wait, the other 700 live in a bed.
insert into person (person_id, born_on, sex)
select pg_temp.numbered(1, number), '1970-05-12', case number % 2 when 0 then 'female' else 'male' end
from generate_series(0, 1199) as number;

insert into admission (
  admission_id, person_id, ward_id, home_municipality_code, admitted_at, is_acute, recorded_from)
select
  pg_temp.numbered(2, one.number), pg_temp.numbered(1, one.number), ward.ward_id, place.municipality_code,
  now() - interval '120 days', true, now()
from generate_series(0, 1199) as one (number)
join place on place.number = one.number % (select count(*) from place)
cross join (select ward_id from ward order by name limit 1) as ward;

insert into ready_period (
  ready_period_id, admission_id, person_id, ready_on, declared_at, declared_by, recorded_from)
select pg_temp.numbered(6, number), pg_temp.numbered(2, number), pg_temp.numbered(1, number),
  current_date - number % 90, now(), 'Dr. Lind', now()
from generate_series(0, 499) as number;

insert into referral (
  referral_id, person_id, admission_id, municipality_code, state, target_group, needs, submitted_at, accepted_at,
  assigned_at, bed_id, recorded_from)
select
  pg_temp.numbered(4, one.number), pg_temp.numbered(1, one.number), pg_temp.numbered(2, one.number), place.municipality_code,
  case when one.number < 500 then 'accepted' else 'moved_in' end, 'without_support',
  case one.number % 6 when 0 then '{wheelchair}'::text[] when 1 then '{substance_use}' else '{}' end,
  now() - interval '9 days' - one.number % 80 * interval '1 day', now() - interval '7 days',
  case when one.number >= 500 then now() - interval '7 days' end,
  case when one.number >= 500 then pg_temp.numbered(3, one.number - 500) end, now()
from generate_series(0, 1199) as one (number)
join place on place.number = one.number % (select count(*) from place);

insert into bed_hold (
  bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, referral_id, recorded_from)
select
  pg_temp.numbered(7, number), pg_temp.numbered(3, number - 500), 'stay', current_date - number % 60,
  current_date + 1 + number % 70, 1, pg_temp.numbered(4, number), now()
from generate_series(500, 1199) as number;

select draw_circles(array_agg(pg_temp.numbered(1, number)))
from generate_series(0, 1199) as number
group by number / 300;

vacuum analyze;
