-- Reminders by e-mail, once a day, who stands in for whom, and referrals begun. A mail says how many tasks wait, never about whom.
alter table account
  add column email text,
  add constraint account_email_is_one check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254);

-- From from_day to, not including, to_day the tasks of one are the other's as well.
create table absence (
  account_id uuid not null,
  cover_account_id uuid not null,
  from_day date not null,
  to_day date not null,
  constraint absence_key primary key (account_id),
  constraint absence_account foreign key (account_id) references account,
  constraint absence_cover foreign key (cover_account_id) references account,
  constraint absence_by_another check (account_id <> cover_account_id),
  constraint absence_in_order check (to_day > from_day)
);
call raise_wall('absence',
  $$(select actor_role()) in ('system', 'door')
    or (select actor_account()) in (account_id::text, cover_account_id::text)$$,
  $$(select actor_role()) in ('system', 'door')$$);

create table reminder_sent (
  account_id uuid not null,
  day date not null,
  constraint reminder_sent_key primary key (account_id, day),
  constraint reminder_sent_account foreign key (account_id) references account
);
call raise_wall('reminder_sent', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);

create index job_ready_by_kind on job (kind, run_at, job_id) where failed_at is null;
drop index job_ready;

-- A referral that a ward has begun to write: nobody else's before it is sent.
create table referral_draft (
  admission_id uuid not null,
  target_group text,
  needs text[] not null,
  support_before text[] not null,
  saved_at timestamptz not null,
  constraint referral_draft_key primary key (admission_id),
  constraint referral_draft_admission foreign key (admission_id) references admission on delete cascade,
  constraint referral_draft_target_group_known check (target_group in ('without_support', 'needs_more_support'))
);
call raise_wall('referral_draft',
  by_role_or($roles$'system'$roles$,
    $$(select actor_role()) = 'discharge_coordinator' and $$ || in_circle('referral_draft', 'admission_id')),
  by_role_or($roles$'system'$roles$,
    $$(select actor_role()) = 'discharge_coordinator' and $$ || in_circle('referral_draft', 'admission_id')));
