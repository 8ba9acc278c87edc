-- MedCom notifications: who received what, the answer given, and, past the legal gate, what the message said.

create table message_receiver (
  identifier text not null,
  municipality_code text not null,
  -- How long after a case was closed its messages may still be used.
  follow_up_days int not null default 92,
  constraint message_receiver_key primary key (identifier),
  constraint message_receiver_municipality foreign key (municipality_code) references municipality
);

-- Kept for every message, gate or not: ids, time, sender, and the answer. Nothing about a person.
create table message_receipt (
  message_receipt_id uuid not null,
  bundle_id text,
  message_id text,
  received_at timestamptz not null,
  sender text,
  receiver text,
  event_code text,
  treatment text not null,
  outcome text,
  problem text,
  acknowledgement text,
  constraint message_receipt_key primary key (message_receipt_id),
  constraint message_receipt_once unique (bundle_id, message_id),
  constraint message_receipt_outcome_known check (outcome in ('ok', 'fatal-error', 'transient-error')),
  constraint message_receipt_treatment_known check (
    treatment in ('kept', 'gated', 'resend', 'refused', 'acknowledgement')),
  constraint message_receipt_acknowledgement_with_outcome check (acknowledgement is null or outcome is not null)
);

create index message_receipt_by_message on message_receipt (message_id, received_at);

create table hospital_message (
  message_receipt_id uuid not null,
  message_id text not null,
  person_id uuid not null,
  municipality_code text not null,
  code text not null,
  change text not null,
  encounter_class text not null,
  encounter_status text not null,
  occurred_at timestamptz not null,
  period_from timestamptz not null,
  period_to timestamptz,
  leave_from timestamptz,
  leave_to timestamptz,
  is_deceased boolean not null,
  department_code text,
  department_name text,
  episodes text[] not null,
  earlier_message_id text,
  warnings text[] not null,
  constraint hospital_message_key primary key (message_receipt_id),
  constraint hospital_message_receipt foreign key (message_receipt_id) references message_receipt,
  constraint hospital_message_person foreign key (person_id) references person,
  constraint hospital_message_code_known check (code in ('STAA', 'STIN', 'STOR', 'SLOR', 'SLHJ', 'MORS')),
  constraint hospital_message_change_known check (change in ('new', 'revision', 'cancellation'))
);

create index hospital_message_by_message on hospital_message (message_id);
create index hospital_message_by_person on hospital_message (person_id, occurred_at);

-- A department (SOR) that is psychiatric, and the ward of ours that it is. An administrator keeps the table.
create table psychiatric_department (
  sor_code text not null,
  ward_id uuid not null,
  constraint psychiatric_department_key primary key (sor_code),
  constraint psychiatric_department_ward foreign key (ward_id) references ward
);

-- An episode of care names an admission, and the next one after a discharge (ordinal); an admission may have several
-- names. Whether the messages made the admission, or it stood here before them.
create table admission_episode (
  person_id uuid not null,
  episode text not null,
  ordinal int not null,
  admission_id uuid not null,
  is_made_by_messages boolean not null,
  constraint admission_episode_key primary key (person_id, episode, ordinal),
  constraint admission_episode_admission foreign key (admission_id) references admission on delete cascade
);

create index admission_episode_by_admission on admission_episode (admission_id);

-- What of an admission the messages said, so that they can take back that, and only that.
create table message_discharge (
  admission_id uuid not null,
  discharged_at timestamptz not null,
  constraint message_discharge_key primary key (admission_id),
  constraint message_discharge_admission foreign key (admission_id) references admission on delete cascade
);

create table message_leave (
  hospital_leave_id uuid not null,
  constraint message_leave_key primary key (hospital_leave_id),
  constraint message_leave_leave foreign key (hospital_leave_id) references hospital_leave on delete cascade
);
