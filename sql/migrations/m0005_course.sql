-- The course of a person: admission, ready dates and leaves in hospital; referral, offer and stay.

create table admission (
  admission_id uuid not null,
  person_id uuid not null,
  ward_id uuid not null,
  home_municipality_code text not null,
  admitted_at timestamptz not null,
  admitted_is_day_only boolean not null default false,
  is_acute boolean,
  discharged_at timestamptz,
  discharged_is_day_only boolean not null default false,
  recorded_from timestamptz not null,
  constraint admission_key primary key (admission_id),
  constraint admission_person foreign key (person_id) references person,
  constraint admission_ward foreign key (ward_id) references ward,
  constraint admission_home_municipality foreign key (home_municipality_code) references municipality,
  constraint admission_in_order check (discharged_at >= admitted_at)
);

create index admission_by_person on admission (person_id, admitted_at);
create index admission_in_hospital on admission (ward_id) where discharged_at is null;

create table hospital_leave (
  hospital_leave_id uuid not null,
  admission_id uuid not null,
  began_at timestamptz not null,
  began_is_day_only boolean not null default false,
  ended_at timestamptz,
  ended_is_day_only boolean not null default false,
  recorded_from timestamptz not null,
  constraint hospital_leave_key primary key (hospital_leave_id),
  constraint hospital_leave_admission foreign key (admission_id) references admission,
  constraint hospital_leave_in_order check (ended_at >= began_at),
  constraint hospital_leave_one_at_a_time exclude using gist (
    admission_id with =, tstzrange(began_at, ended_at) with &&) deferrable initially immediate
);

create index hospital_leave_by_admission on hospital_leave (admission_id);

-- A wait: from the ready date until it is withdrawn or the person is discharged (ended_on, not included).
create table ready_period (
  ready_period_id uuid not null,
  admission_id uuid not null,
  person_id uuid not null,
  ready_on date not null,
  declared_at timestamptz not null,
  declared_by text,
  withdrawn_on date,
  discharged_on date,
  ended_on date generated always as (least(withdrawn_on, discharged_on)) stored,
  recorded_from timestamptz not null,
  constraint ready_period_key primary key (ready_period_id),
  constraint ready_period_admission foreign key (admission_id) references admission,
  constraint ready_period_person foreign key (person_id) references person,
  constraint ready_period_in_order check (withdrawn_on >= ready_on and discharged_on >= ready_on),
  constraint ready_period_no_overlap exclude using gist (
    person_id with =, daterange(ready_on, ended_on) with &&) deferrable initially immediate
);

create index ready_period_by_admission on ready_period (admission_id);
create index ready_period_open on ready_period (ready_on) where withdrawn_on is null and discharged_on is null;

create table referral (
  referral_id uuid not null,
  person_id uuid not null,
  admission_id uuid not null,
  municipality_code text not null,
  state text not null,
  target_group text,
  needs text[] not null default '{}',
  submitted_at timestamptz not null,
  accepted_at timestamptz,
  declined_at timestamptz,
  withdrawn_at timestamptz,
  decision_reason text,
  offered_at timestamptz,
  assigned_at timestamptz,
  bed_id uuid,
  recorded_from timestamptz not null,
  constraint referral_key primary key (referral_id),
  constraint referral_person foreign key (person_id) references person,
  constraint referral_admission foreign key (admission_id) references admission,
  constraint referral_municipality foreign key (municipality_code) references municipality,
  constraint referral_bed foreign key (bed_id) references bed,
  constraint referral_state_known check (state in (
    'submitted', 'accepted', 'declined', 'offered', 'assigned', 'moved_in', 'moved_out', 'withdrawn')),
  constraint referral_target_group_known check (target_group in ('without_support', 'needs_more_support')),
  constraint referral_bed_with_assignment check ((bed_id is null) = (assigned_at is null)),
  constraint referral_acceptance_before_bed check (
    state not in ('accepted', 'offered', 'assigned', 'moved_in', 'moved_out') or accepted_at is not null),
  constraint referral_bed_when_assigned check (
    state not in ('assigned', 'moved_in', 'moved_out') or bed_id is not null),
  constraint referral_declined_when_declined check ((state = 'declined') = (declined_at is not null)),
  constraint referral_withdrawn_when_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null))
);

create index referral_by_person on referral (person_id);
create index referral_by_admission on referral (admission_id);
create index referral_by_municipality on referral (municipality_code, state);

-- A bed held for a person until a deadline, answered by its owner and by the person.
create table bed_offer (
  bed_offer_id uuid not null,
  referral_id uuid not null,
  bed_id uuid not null,
  offered_at timestamptz not null,
  answer_by timestamptz not null,
  owner_agreed_at timestamptz,
  person_accepted_at timestamptz,
  ended_at timestamptz,
  outcome text,
  refusal_reason text,
  recorded_from timestamptz not null,
  constraint bed_offer_key primary key (bed_offer_id),
  constraint bed_offer_referral foreign key (referral_id) references referral,
  constraint bed_offer_bed foreign key (bed_id) references bed,
  constraint bed_offer_outcome_known check (outcome in ('assigned', 'owner_refused', 'person_declined', 'lapsed')),
  constraint bed_offer_outcome_with_end check ((outcome is null) = (ended_at is null))
);

create unique index bed_offer_one_open_per_referral on bed_offer (referral_id) where ended_at is null;

create table stay (
  stay_id uuid not null,
  referral_id uuid not null,
  person_id uuid not null,
  moved_in_on date not null,
  -- Null where history does not tell.
  planned_move_out_on date,
  clarified_on date,
  moved_out_on date,
  onward_support text,
  recorded_from timestamptz not null,
  constraint stay_key primary key (stay_id),
  constraint stay_referral foreign key (referral_id) references referral,
  constraint stay_person foreign key (person_id) references person,
  constraint stay_one_per_referral unique (referral_id),
  constraint stay_in_order check (
    planned_move_out_on >= moved_in_on and clarified_on >= moved_in_on and moved_out_on >= moved_in_on
    and moved_out_on >= clarified_on),
  constraint stay_onward_support_with_move_out check (onward_support is null or moved_out_on is not null),
  constraint stay_one_at_a_time_per_person exclude using gist (
    person_id with =, daterange(moved_in_on, moved_out_on) with &&) deferrable initially immediate
);

call keep_versions_of('admission');
call keep_versions_of('hospital_leave');
call keep_versions_of('ready_period');
call keep_versions_of('referral');
call keep_versions_of('bed_offer');
call keep_versions_of('stay');
