-- The register of the crisis lines (domain 8) and the measurements of the experience collection (domain 9), as far as
-- files tell of them.

-- Run by one municipality or two together.
create table crisis_service (
  crisis_service_id uuid not null,
  service_code text not null,
  name text not null,
  municipalities text[] not null,
  recorded_from timestamptz not null,
  constraint crisis_service_key primary key (crisis_service_id),
  constraint crisis_service_code_unique unique (service_code),
  constraint crisis_service_of_somebody check (cardinality(municipalities) >= 1)
);
call keep_versions_of('crisis_service');
call raise_wall('crisis_service', 'true', $$(select actor_role()) = 'system'$$);
call raise_wall_of_history('crisis_service');

-- One call or visit. An anonymous one has no person, and nothing else by which it could be linked.
create table crisis_contact (
  crisis_contact_id uuid not null,
  crisis_service_id uuid not null,
  started_at timestamptz not null,
  minutes int not null,
  mode text not null,
  caller text not null,
  person_id uuid,
  degree text not null,
  symptoms text[] not null,
  events text[] not null,
  conversation text,
  plan text,
  goal text,
  follow_up text,
  measures text[] not null,
  state_after text,
  heard_from text,
  recorded_from timestamptz not null,
  constraint crisis_contact_key primary key (crisis_contact_id),
  constraint crisis_contact_service foreign key (crisis_service_id) references crisis_service,
  constraint crisis_contact_person foreign key (person_id) references person,
  constraint crisis_contact_minutes_are_of_a_day check (minutes between 0 and 1440)
);
create index crisis_contact_by_service on crisis_contact (crisis_service_id, started_at);
create index crisis_contact_by_person on crisis_contact (person_id) where person_id is not null;
call keep_versions_of('crisis_contact');
call raise_wall('crisis_contact',
  $$(select actor_role()) in ('system', 'reporting')$$, $$(select actor_role()) = 'system'$$);
call raise_wall_of_history('crisis_contact');

-- Nights at a service's overnight place: from arrived_on to, not including, left_on.
create table overnight (
  overnight_id uuid not null,
  crisis_service_id uuid not null,
  arrived_on date not null,
  left_on date not null,
  recorded_from timestamptz not null,
  constraint overnight_key primary key (overnight_id),
  constraint overnight_service foreign key (crisis_service_id) references crisis_service,
  constraint overnight_in_order check (left_on > arrived_on)
);
create index overnight_by_service on overnight (crisis_service_id, arrived_on);
call keep_versions_of('overnight');
call raise_wall('overnight',
  $$(select actor_role()) in ('system', 'reporting')$$, $$(select actor_role()) = 'system'$$);
call raise_wall_of_history('overnight');

-- How far a service has come with a parameter in a round, as its leader rates it. Nobody's health data.
create table rating (
  rating_id uuid not null,
  crisis_service_id uuid not null,
  round_on date not null,
  parameter int not null,
  score int not null,
  recorded_from timestamptz not null,
  constraint rating_key primary key (rating_id),
  constraint rating_service foreign key (crisis_service_id) references crisis_service,
  constraint rating_once_a_round unique (crisis_service_id, round_on, parameter),
  constraint rating_parameter_known check (parameter between 1 and 12),
  constraint rating_score_known check (score between 1 and 5)
);
call keep_versions_of('rating');
call raise_wall('rating',
  $$(select actor_role()) in ('system', 'reporting')$$, $$(select actor_role()) = 'system'$$);
call raise_wall_of_history('rating');

-- Instruments are data: how many items, which answers, and how they become one total (the sum times a factor, or the place
-- of the sum in instrument_score). Source: domain 9.
create table instrument (
  instrument_code text not null,
  name text not null,
  item_count int not null,
  lowest_answer int not null,
  highest_answer int not null,
  factor int,
  meaningful_change numeric(6, 2),
  licence text not null,
  constraint instrument_key primary key (instrument_code),
  constraint instrument_answers_in_order check (lowest_answer < highest_answer)
);
create table instrument_score (
  instrument_code text not null,
  raw_sum int not null,
  score numeric(6, 2) not null,
  constraint instrument_score_key primary key (instrument_code, raw_sum),
  constraint instrument_score_instrument foreign key (instrument_code) references instrument
);
call raise_wall('instrument', 'true', $$(select actor_role()) = 'system'$$);
call raise_wall('instrument_score', 'true', $$(select actor_role()) = 'system'$$);

insert into instrument
  (instrument_code, name, item_count, lowest_answer, highest_answer, factor, meaningful_change, licence)
values
  ('who5', 'WHO-5', 5, 0, 5, 4, 10, 'World Health Organization, CC BY-NC-SA 3.0 IGO'),
  ('inspire_o', 'Brief INSPIRE-O', 5, 0, 4, 5, 8, 'Ordlyd indlæses'),
  ('swemwbs', 'SWEMWBS', 7, 1, 5, null, null, 'Ordlyd efter licens'),
  ('qpr15', 'QPR-15', 15, 0, 4, 1, null, 'Ordlyd indlæses');
insert into instrument_score (instrument_code, raw_sum, score)
select 'swemwbs', 6 + place, score
from unnest(array[
  7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59, 19.25, 19.98, 20.73,
  21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00]) with ordinality as given (score, place);

-- One person's answers on one day; a missing item is null, and then there is no total.
create table measurement (
  measurement_id uuid not null,
  person_id uuid not null,
  instrument_code text not null,
  measured_on date not null,
  occasion text not null,
  items int[] not null,
  recorded_from timestamptz not null,
  constraint measurement_key primary key (measurement_id),
  constraint measurement_person foreign key (person_id) references person,
  constraint measurement_instrument foreign key (instrument_code) references instrument,
  constraint measurement_once unique (person_id, instrument_code, measured_on, occasion),
  constraint measurement_occasion_known check (occasion in ('move_in', 'during', 'move_out', 'follow_up'))
);
call keep_versions_of('measurement');
call raise_wall_by_circle('measurement', 'person_id');
call raise_wall_of_history('measurement');
