-- The rest of the course of a referral (domain 3): questions and answers, the queue, withdrawal, re-referral, moving
-- municipality, extension, leave from the bed, transfer, clarification, closing.

-- A versioned table got a column: its history is made anew with the same columns in the same order, as versions are kept.
create procedure keep_versions_with_new_columns(table_name text) language plpgsql as $$
declare
  history text := table_name || '_history';
  columns text;
begin
  execute format('drop view %I', table_name || '_version');
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns
  from pg_attribute
  where attrelid = history::regclass and attnum > 0 and not attisdropped;
  execute format('alter table %I rename to %I', history, history || '_old');
  execute format('drop index %I', history || '_by_id');
  execute format('create table %I (like %I, recorded_to timestamptz not null)', history, table_name);
  execute format('insert into %I (%s) select %s from %I', history, columns, columns, history || '_old');
  execute format('drop table %I', history || '_old');
  execute format('create index %I on %I (%I)', history || '_by_id', history,
    (select attname from pg_attribute where attrelid = table_name::regclass and attnum = 1));
  execute format(
    'create view %I with (security_invoker) as
     select present.*, null::timestamptz as recorded_to from %I as present
     union all
     select past.* from %I as past', table_name || '_version', table_name, history);
  call raise_wall_of_history(table_name);
end
$$;

-- What somebody wrote about a case in words: sealed, and shown to the circle of its subject (an admission or a referral).
create table written_text (
  written_text_id uuid not null,
  subject_id uuid not null,
  text_sealed bytea not null,
  role text not null,
  organisation text,
  account_id uuid,
  written_at timestamptz not null,
  constraint written_text_key primary key (written_text_id)
);
create index written_text_by_subject on written_text (subject_id, written_at);
call raise_wall('written_text',
  by_role_or($roles$'system'$roles$, in_circle('written_text', 'subject_id')),
  by_role_or($roles$'system'$roles$, in_circle('written_text', 'subject_id')));

-- The referral. follows_referral_id: the earlier one that it links to. consequence: what follows a refusal. went_to:
-- where somebody went who got no bed. queued_at: the place in the queue, where it is not that of the acceptance.
alter table referral
  add column follows_referral_id uuid,
  add column support_before text[],
  add column consequence text,
  add column went_to text,
  add column queued_at timestamptz,
  add column closed_at timestamptz,
  add constraint referral_follows foreign key (follows_referral_id) references referral,
  drop constraint referral_state_known,
  add constraint referral_state_known check (state in (
    'submitted', 'information_requested', 'accepted', 'declined', 'offered', 'assigned', 'moved_in', 'moved_out',
    'closed', 'withdrawn')),
  drop constraint referral_acceptance_before_bed,
  add constraint referral_acceptance_before_bed check (
    state not in ('accepted', 'offered', 'assigned', 'moved_in', 'moved_out', 'closed') or accepted_at is not null),
  drop constraint referral_bed_when_assigned,
  add constraint referral_bed_when_assigned check (
    state not in ('assigned', 'moved_in', 'moved_out', 'closed') or bed_id is not null),
  add constraint referral_closed_when_closed check ((state = 'closed') = (closed_at is not null)),
  add constraint referral_went_to_without_bed check (went_to is null or state in ('declined', 'withdrawn'));
call keep_versions_with_new_columns('referral');

drop index referral_open_by_municipality;
create index referral_open_by_municipality on referral (municipality_code, submitted_at, referral_id)
  where state in ('submitted', 'information_requested', 'accepted', 'offered', 'assigned', 'moved_in');

-- A municipality asks the ward for more before it decides (oplysninger), and is answered.
create table referral_question (
  referral_question_id uuid not null,
  referral_id uuid not null,
  question_id uuid not null,
  asked_at timestamptz not null,
  answer_id uuid,
  answered_at timestamptz,
  constraint referral_question_key primary key (referral_question_id),
  constraint referral_question_referral foreign key (referral_id) references referral,
  constraint referral_question_question foreign key (question_id) references written_text,
  constraint referral_question_answer foreign key (answer_id) references written_text,
  constraint referral_question_answered_whole check ((answer_id is null) = (answered_at is null))
);
create unique index referral_question_one_open on referral_question (referral_id) where answered_at is null;
create index referral_question_by_referral on referral_question (referral_id, asked_at);
call raise_wall_by_circle('referral_question', 'referral_id');

-- Somebody was moved in a municipality's queue, and why.
create table queue_move (
  queue_move_id uuid not null,
  referral_id uuid not null,
  moved_at timestamptz not null,
  from_place int not null,
  to_place int not null,
  reason text not null,
  constraint queue_move_key primary key (queue_move_id),
  constraint queue_move_referral foreign key (referral_id) references referral,
  constraint queue_move_somewhere check (from_place <> to_place and from_place >= 1 and to_place >= 1)
);
create index queue_move_by_referral on queue_move (referral_id, moved_at);
call raise_wall_by_circle('queue_move', 'referral_id');

alter table bed_offer
  drop constraint bed_offer_outcome_known,
  add constraint bed_offer_outcome_known check (
    outcome in ('assigned', 'owner_refused', 'person_declined', 'lapsed', 'withdrawn'));
create index bed_offer_running_out on bed_offer (answer_by) where ended_at is null;

-- The stay: what the person needs next, as it was decided during the stay; how it ended, and what support follows beside
-- the main one.
alter table stay
  add column clarified_to text,
  add column ended_how text,
  add column further_support text[],
  add constraint stay_ended_how_known check (
    ended_how in ('planned', 'broken_off', 'expelled', 'readmitted', 'dead')),
  add constraint stay_clarified_whole check (clarified_to is null or clarified_on is not null),
  add constraint stay_ended_how_with_move_out check (ended_how is null or moved_out_on is not null);
call keep_versions_with_new_columns('stay');

-- A later planned move-out (forlaengelse); both days as they were and became.
create table stay_extension (
  stay_extension_id uuid not null,
  referral_id uuid not null,
  from_move_out_on date not null,
  to_move_out_on date not null,
  reason text not null,
  decided_at timestamptz not null,
  constraint stay_extension_key primary key (stay_extension_id),
  constraint stay_extension_referral foreign key (referral_id) references referral,
  constraint stay_extension_is_later check (to_move_out_on > from_move_out_on)
);
create index stay_extension_by_referral on stay_extension (referral_id, decided_at);
call raise_wall_by_circle('stay_extension', 'referral_id');

-- Nights away from the bed without giving it up (fravaer): from from_day to, not including, to_day.
create table bed_leave (
  bed_leave_id uuid not null,
  referral_id uuid not null,
  from_day date not null,
  to_day date,
  reason text not null,
  recorded_from timestamptz not null,
  constraint bed_leave_key primary key (bed_leave_id),
  constraint bed_leave_referral foreign key (referral_id) references referral,
  constraint bed_leave_in_order check (to_day >= from_day),
  constraint bed_leave_one_at_a_time exclude using gist (
    referral_id with =, daterange(from_day, to_day) with &&) deferrable initially immediate
);
call keep_versions_of('bed_leave');
call raise_wall_by_circle('bed_leave', 'referral_id');
call raise_wall_of_history('bed_leave');

-- A stay that went on in another bed leaves the nights in the first one behind, as a hold of the kind `left`.
alter table bed_hold
  add column left_referral_id uuid,
  add constraint bed_hold_left_referral foreign key (left_referral_id) references referral,
  drop constraint bed_hold_kind_known,
  add constraint bed_hold_kind_known check (kind in ('offer', 'assignment', 'stay', 'left', 'closure')),
  drop constraint bed_hold_for_one_thing,
  add constraint bed_hold_for_one_thing check (
    (kind = 'closure') = (closure_id is not null) and (kind = 'left') = (left_referral_id is not null)
    and (kind in ('offer', 'assignment', 'stay')) = (referral_id is not null));
create index bed_hold_left_by on bed_hold (left_referral_id) where left_referral_id is not null;

do $$
declare
  -- Each by itself: PostgreSQL looks no expression up in an index behind a wall.
  of_referral text := in_circle('bed_hold', 'referral_id') || ' or ' || in_circle('bed_hold', 'left_referral_id');
  own_bed text := $bed$exists (
    select from bed join site on site.site_id = bed.site_id
    where bed.bed_id = bed_hold.bed_id and (select actor_organisation()) = any(
      array['municipality ' || site.municipality_code, 'site ' || site.site_id]) offset 0)$bed$;
  own_closure text := $bed$bed_hold.kind = 'closure' and exists (
    select from bed join site on site.site_id = bed.site_id
    where bed.bed_id = bed_hold.bed_id
      and 'municipality ' || site.municipality_code = (select actor_organisation()) offset 0)$bed$;
  reading text := by_role_or($roles$'system', 'reporting'$roles$, of_referral || ' or ' || own_bed);
  writing text := by_role_or($roles$'system'$roles$, of_referral || ' or ' || own_closure);
begin
  drop policy bed_hold_is_read_by on bed_hold;
  drop policy bed_hold_is_added_by on bed_hold;
  drop policy bed_hold_is_changed_by on bed_hold;
  drop policy bed_hold_is_removed_by on bed_hold;
  call raise_wall('bed_hold', reading, writing);
end
$$;
call keep_versions_with_new_columns('bed_hold');

-- A ready date that was withdrawn, and why (tilbagekaldt).
alter table ready_period
  add column withdrawn_at timestamptz,
  add column withdrawal_reason text;
call keep_versions_with_new_columns('ready_period');

-- The day that a ward expects a person to be ready (varslet faerdigbehandlingsdato); each change is kept, with its reason.
create table expected_ready (
  expected_ready_id uuid not null,
  admission_id uuid not null,
  expected_on date not null,
  reason text,
  told_at timestamptz not null,
  recorded_from timestamptz not null,
  constraint expected_ready_key primary key (expected_ready_id),
  constraint expected_ready_admission foreign key (admission_id) references admission,
  constraint expected_ready_one unique (admission_id)
);
call keep_versions_of('expected_ready');
call raise_wall_by_circle('expected_ready', 'admission_id');
call raise_wall_of_history('expected_ready');

-- A bed that was given back is told to its owner, who has no part in the referral any more.
alter table notice add column bed_id uuid, add constraint notice_bed foreign key (bed_id) references bed;

-- A person who is referred again is followed from the earlier referral on, whichever ward made it.
create function follow_earlier_referral() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  new.follows_referral_id := (
    select referral.referral_id
    from referral
    where referral.person_id = new.person_id and referral.submitted_at < new.submitted_at
    order by referral.submitted_at desc, referral.referral_id
    limit 1);
  return new;
end
$$;
create trigger referral_follows_earlier before insert on referral for each row
  when (new.follows_referral_id is null) execute function follow_earlier_referral();
