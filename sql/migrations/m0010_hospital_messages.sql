-- MedCom notifications: who received what, the answer given, and, past the legal gate, what the message said.

create table message_receiver (
  identifier text not null,
  municipality_code text not null,
  constraint message_receiver_key primary key (identifier),
  constraint message_receiver_municipality foreign key (municipality_code) references municipality
);

-- Kept for every message, gate or not: ids, time, sender, and the answer. Nothing about a person.
create table message_receipt (
  message_receipt_id uuid not null,
  bundle_id text not null,
  message_id text not null,
  received_at timestamptz not null,
  sender text,
  receiver text,
  event_code text,
  outcome text not null,
  treatment text not null,
  acknowledgement text not null,
  constraint message_receipt_key primary key (message_receipt_id),
  constraint message_receipt_bundle_unique unique (bundle_id),
  constraint message_receipt_outcome_known check (outcome in ('ok', 'fatal-error', 'transient-error')),
  constraint message_receipt_treatment_known check (treatment in ('kept', 'gated', 'resend', 'refused'))
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
  constraint hospital_message_key primary key (message_receipt_id),
  constraint hospital_message_receipt foreign key (message_receipt_id) references message_receipt,
  constraint hospital_message_person foreign key (person_id) references person,
  constraint hospital_message_code_known check (code in ('STAA', 'STIN', 'STOR', 'SLOR', 'SLHJ', 'MORS')),
  constraint hospital_message_change_known check (change in ('new', 'revision', 'cancellation'))
);

create index hospital_message_by_person on hospital_message (person_id, occurred_at);

-- An episode of care names an admission; an admission may have several names.
create table admission_episode (
  person_id uuid not null,
  episode text not null,
  admission_id uuid not null,
  constraint admission_episode_key primary key (person_id, episode),
  constraint admission_episode_admission foreign key (admission_id) references admission
);

create index admission_episode_by_admission on admission_episode (admission_id);
