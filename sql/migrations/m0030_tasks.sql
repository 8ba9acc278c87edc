-- What is due (frister, opgaver): a municipality's own lengths of deadlines, who has taken a task, and who stands in for whom.

-- In working days; where a municipality has none of a kind, the program's own holds.
create table deadline_rule (
  deadline_rule_id uuid not null,
  municipality_code text not null,
  task text not null,
  working_days int not null,
  recorded_from timestamptz not null,
  constraint deadline_rule_key primary key (deadline_rule_id),
  constraint deadline_rule_municipality foreign key (municipality_code) references municipality,
  constraint deadline_rule_one_of_a_kind unique (municipality_code, task),
  constraint deadline_rule_is_short check (working_days between 0 and 250)
);
call keep_versions_of('deadline_rule');
call raise_wall('deadline_rule', 'true',
  $$(select actor_role()) = 'system' or (select actor_role()) = 'administrator'
    and 'municipality ' || municipality_code = (select actor_organisation())$$);
call raise_wall_of_history('deadline_rule');

-- A task of a referral, in the hands of one of the team.
create table task_taken (
  referral_id uuid not null,
  task text not null,
  organisation text not null,
  account_id uuid not null,
  account_name text not null,
  taken_at timestamptz not null,
  constraint task_taken_key primary key (referral_id, task, organisation),
  constraint task_taken_referral foreign key (referral_id) references referral on delete cascade,
  constraint task_taken_account foreign key (account_id) references account
);
call raise_wall('task_taken',
  by_role_or($roles$'system'$roles$,
    'organisation = (select actor_organisation()) and ' || in_circle('task_taken', 'referral_id')),
  by_role_or($roles$'system'$roles$,
    'organisation = (select actor_organisation()) and ' || in_circle('task_taken', 'referral_id')));
