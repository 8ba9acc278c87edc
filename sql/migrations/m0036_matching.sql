-- What the matching knows of a person beside the needs (oensker til pladsen), plans made over everybody who waits, and what
-- people made of their proposals.

create table placement_wish (
  referral_id uuid not null,
  -- 5 is the most urgent.
  priority int not null,
  earliest_move_in date,
  preferred_sites uuid[] not null,
  excluded_sites uuid[] not null,
  recorded_from timestamptz not null,
  constraint placement_wish_key primary key (referral_id),
  constraint placement_wish_referral foreign key (referral_id) references referral on delete cascade,
  constraint placement_wish_priority_known check (priority between 1 and 5)
);
call keep_versions_of('placement_wish');
call raise_wall_by_circle('placement_wish', 'referral_id');
call raise_wall_of_history('placement_wish');

-- What counts in the matching, where a municipality has weights of its own; everybody can see them.
create table match_weights (
  municipality_code text not null,
  outside_municipality int not null,
  outside_region int not null,
  not_preferred int not null,
  change int not null,
  constraint match_weights_key primary key (municipality_code),
  constraint match_weights_municipality foreign key (municipality_code) references municipality,
  constraint match_weights_bounded check (
    outside_municipality between 0 and 1000 and outside_region between 0 and 1000
    and not_preferred between 0 and 1000 and change between 0 and 1000)
);
call raise_wall('match_weights', 'true',
  $$(select actor_role()) = 'system'
    or (select actor_role()) = 'administrator'
      and (select actor_organisation()) = 'municipality ' || municipality_code$$);

-- A plan over everybody who waits (samlet forslag). Everybody may know that it was made.
create table match_plan (
  match_plan_id uuid not null,
  made_at timestamptz not null,
  as_of date not null,
  rule_version text not null,
  objective bigint not null,
  solve_ms numeric(12, 3) not null,
  waiting int not null,
  placed int not null,
  recorded_at timestamptz not null default now(),
  constraint match_plan_key primary key (match_plan_id),
  constraint match_plan_counts check (placed between 0 and waiting)
);
create index match_plan_by_time on match_plan (made_at desc, recorded_at desc);
call raise_wall('match_plan', 'true', $$(select actor_role()) = 'system'$$);

-- What it was made from, so that it can be made again: an instance of the matching format, and the weights that
-- municipalities had of their own, as JSON.
create table match_plan_input (
  match_plan_id uuid not null,
  instance text not null,
  weights text not null,
  constraint match_plan_input_key primary key (match_plan_id),
  constraint match_plan_input_plan foreign key (match_plan_id) references match_plan
);
call raise_wall('match_plan_input', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);

-- What a plan proposes for a person (forslag): a bed, or none, and why.
create table match_proposal (
  match_plan_id uuid not null,
  referral_id uuid not null,
  -- Whose outcome counted before whose.
  rank int not null,
  waited_days int not null,
  bed_id uuid,
  start_on date,
  cost bigint not null,
  reasons jsonb not null,
  constraint match_proposal_key primary key (referral_id, match_plan_id),
  constraint match_proposal_rank_once unique (match_plan_id, rank),
  constraint match_proposal_bed_once unique (match_plan_id, bed_id),
  constraint match_proposal_plan foreign key (match_plan_id) references match_plan,
  constraint match_proposal_referral foreign key (referral_id) references referral on delete cascade,
  constraint match_proposal_bed foreign key (bed_id) references bed,
  constraint match_proposal_starts_with_bed check ((bed_id is null) = (start_on is null))
);
call raise_wall('match_proposal',
  by_role_or($roles$'system'$roles$, in_circle('match_proposal', 'referral_id')), $$(select actor_role()) = 'system'$$);

-- What somebody made of a proposal: taken, passed over, or another bed chosen; for a coded reason but where it was taken.
create table match_choice (
  match_choice_id uuid not null,
  match_plan_id uuid not null,
  referral_id uuid not null,
  answer text not null,
  reason text,
  bed_id uuid,
  chosen_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  constraint match_choice_key primary key (match_choice_id),
  constraint match_choice_proposal foreign key (referral_id, match_plan_id) references match_proposal on delete cascade,
  constraint match_choice_answer_known check (answer in ('accepted', 'skipped', 'overridden')),
  constraint match_choice_reason_but_for_accepted check ((answer = 'accepted') = (reason is null)),
  constraint match_choice_bed_unless_skipped check ((answer = 'skipped') = (bed_id is null))
);
create index match_choice_by_referral on match_choice (referral_id, chosen_at);
call raise_wall('match_choice',
  by_role_or($roles$'system'$roles$, in_circle('match_choice', 'referral_id')),
  by_role_or($roles$'system'$roles$, in_circle('match_choice', 'referral_id')));
