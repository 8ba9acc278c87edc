-- A draft is saved section by section (null: not written yet), and the target group is checked point by point.
alter table referral_draft
  add column has_disorder boolean,
  alter column needs drop not null,
  alter column support_before drop not null;
alter table referral add column has_disorder boolean;
call keep_versions_with_new_columns('referral');

-- Days on which a municipality is closed beside the holidays (lokale lukkedage): no deadline counts them.
create table closing_day (
  municipality_code text not null,
  day date not null,
  name text not null,
  constraint closing_day_key primary key (municipality_code, day),
  constraint closing_day_municipality foreign key (municipality_code) references municipality,
  constraint closing_day_name_length check (length(name) between 1 and 60)
);
call raise_wall('closing_day', 'true',
  $$(select actor_role()) = 'system'
    or (select actor_role()) = 'administrator'
      and (select actor_organisation()) = 'municipality ' || municipality_code$$);

-- The basis of a disclosure was withdrawn: what rests on it stops (domain 3).
create table disclosure_withdrawal (
  case_sheet_id uuid not null,
  subject_id uuid not null,
  withdrawn_on date not null,
  role text not null,
  organisation text,
  account_id uuid,
  recorded_at timestamptz not null,
  constraint disclosure_withdrawal_key primary key (case_sheet_id),
  constraint disclosure_withdrawal_sheet foreign key (case_sheet_id) references case_sheet
);
create index disclosure_withdrawal_by_subject on disclosure_withdrawal (subject_id);
call raise_wall('disclosure_withdrawal',
  by_role_or($roles$'system'$roles$, in_circle('disclosure_withdrawal', 'subject_id')),
  by_role_or($roles$'system'$roles$, in_circle('disclosure_withdrawal', 'subject_id')));

-- A course's history reads changes alone; among thousands of looks they were searched for one by one.
drop index journal_entry_by_subject;
create index journal_entry_changes on journal_entry (subject_id, journal_entry_id) where kind = 'change';

-- A question that nobody answers any more, since the referral went on without it.
alter table referral_question add column closed_at timestamptz;
drop index referral_question_one_open;
create unique index referral_question_one_open on referral_question (referral_id)
  where answered_at is null and closed_at is null;

-- When the referral came to the municipality that it is with, where that was not when it was sent.
alter table referral add column with_municipality_since timestamptz;
call keep_versions_with_new_columns('referral');

-- The acceptance by a municipality that the person moved away from: what was waited for until then stays what it was.
create table former_acceptance (
  former_acceptance_id uuid not null,
  referral_id uuid not null,
  municipality_code text not null,
  accepted_at timestamptz not null,
  ended_at timestamptz not null,
  constraint former_acceptance_key primary key (former_acceptance_id),
  constraint former_acceptance_referral foreign key (referral_id) references referral on delete cascade,
  constraint former_acceptance_in_order check (ended_at >= accepted_at)
);
create index former_acceptance_by_referral on former_acceptance (referral_id);
call raise_wall_by_circle('former_acceptance', 'referral_id');
