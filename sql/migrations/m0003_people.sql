-- Persons. Numbers and names are sealed by the application; a number is found through its keyed index.

create table person (
  person_id uuid not null,
  name_sealed bytea,
  born_on date,
  sex text,
  died_on date,
  constraint person_key primary key (person_id),
  constraint person_sex_known check (sex in ('female', 'male'))
);

-- A person has several numbers over time.
create table person_number (
  number_index bytea not null,
  person_id uuid not null,
  number_sealed bytea not null,
  recorded_at timestamptz not null default now(),
  constraint person_number_key primary key (number_index),
  constraint person_number_person foreign key (person_id) references person
);

create index person_number_by_person on person_number (person_id);

-- The home municipality from a day on, as the population register or an import states it.
create table residence (
  residence_id uuid not null,
  person_id uuid not null,
  municipality_code text not null,
  from_day date not null,
  recorded_from timestamptz not null,
  constraint residence_key primary key (residence_id),
  constraint residence_person foreign key (person_id) references person,
  constraint residence_municipality foreign key (municipality_code) references municipality,
  constraint residence_one_a_day unique (person_id, from_day)
);

call keep_versions_of('residence');
