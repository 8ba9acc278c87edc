-- The walls: every transaction says who acts, signed with a key that the daemon's role cannot read; every table asks.

-- The signing keys, as the two padded blocks of HMAC-SHA256 (RFC 2104). Written by the owner alone.
create table actor_key (
  key_id int not null,
  inner_block bytea not null,
  outer_block bytea not null,
  constraint actor_key_key primary key (key_id)
);

-- The actor's claim, part by part, or null where there is none, or it was not signed with one of the keys, or it is not
-- of this hour: key, seconds since the epoch, role, organisation, account.
create function actor_claim() returns text[] language plpgsql stable parallel safe security definer
set search_path = public, pg_temp as $$
declare
  claim text := current_setting('afklaring.actor', true);
  parts text[] := string_to_array(claim, '|');
  key record;
begin
  select actor_key.inner_block, actor_key.outer_block into key
  from actor_key
  where actor_key.key_id::text = parts[1];
  if not found
    or encode(sha256(key.outer_block || sha256(key.inner_block || convert_to(claim, 'UTF8'))), 'hex')
      is distinct from current_setting('afklaring.signature', true)
    or abs(extract(epoch from now()) - parts[2]::bigint) > 3600
  then
    return null;
  end if;
  return parts;
end
$$;

-- What policies ask; each within `(select ...)`, so that it is asked once per statement.
create function actor_role() returns text language sql stable parallel safe as $$
  select (actor_claim())[3]
$$;

-- The organisation as the event log names it: `ward <id>`, `municipality <code>`, `site <id>`.
create function actor_organisation() returns text language sql stable parallel safe as $$
  select (actor_claim())[4]
$$;

-- The circles in which the actor sees people: the organisation's and the account's own (emergency access). Whoever
-- administers an organisation, counts or audits stands in none.
create function actor_circles() returns text[] language sql stable parallel safe as $$
  select case
    when claim[3] in ('discharge_coordinator', 'municipal_authority', 'site_staff')
    then array[claim[4], 'account ' || claim[5]]
    else '{}'
  end
  from actor_claim() as claim
$$;

create function actor_account() returns text language sql stable parallel safe as $$
  select (actor_claim())[5]
$$;

-- Who may see whom: the organisations (as the event log names them) and accounts around a person, an admission or a
-- referral.
create table circle (
  subject_id uuid not null,
  member text not null,
  until timestamptz not null default 'infinity',
  constraint circle_key primary key (subject_id, member)
);

create index circle_by_member on circle (member, subject_id);

-- Somebody outside the circle looked all the same (noedadgang), and said why. Free text is sealed.
create table emergency_access (
  emergency_access_id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  organisation text,
  reason_sealed bytea not null,
  began_at timestamptz not null,
  ends_at timestamptz not null,
  constraint emergency_access_key primary key (emergency_access_id),
  constraint emergency_access_person foreign key (person_id) references person,
  constraint emergency_access_account foreign key (account_id) references account,
  constraint emergency_access_in_order check (ends_at > began_at)
);

create index emergency_access_by_person on emergency_access (person_id);

-- Circles follow from admissions, residences, referrals, holds and emergencies, and are drawn with every change of those.
create function draw_circles_of_added() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  perform draw_circles(array(select distinct added.person_id from added));
  return null;
end
$$;

create function draw_circles_of_held() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  perform draw_circles(array(
    select distinct referral.person_id from added join referral on referral.referral_id = added.referral_id));
  return null;
end
$$;

create function draw_circle_of_changed() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from circle where circle.subject_id = (to_jsonb(old) ->> tg_argv[0])::uuid;
    perform draw_circles(array[old.person_id]);
  else
    perform draw_circles(array[old.person_id, new.person_id]);
  end if;
  return null;
end
$$;

create function draw_circle_of_changed_hold() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  perform draw_circles(array(
    select distinct referral.person_id from referral
    where referral.referral_id = old.referral_id or tg_op = 'UPDATE' and referral.referral_id = new.referral_id));
  return null;
end
$$;

create trigger admission_draws_circles after insert on admission
  referencing new table as added for each statement execute function draw_circles_of_added();
create trigger referral_draws_circles after insert on referral
  referencing new table as added for each statement execute function draw_circles_of_added();
create trigger residence_draws_circles after insert on residence
  referencing new table as added for each statement execute function draw_circles_of_added();
create trigger emergency_access_draws_circles after insert on emergency_access
  referencing new table as added for each statement execute function draw_circles_of_added();
create trigger bed_hold_draws_circles after insert on bed_hold
  referencing new table as added for each statement execute function draw_circles_of_held();

create trigger admission_redraws_circle after update on admission for each row
  when ((old.person_id, old.ward_id, old.home_municipality_code, old.admitted_at, old.discharged_at)
    is distinct from (new.person_id, new.ward_id, new.home_municipality_code, new.admitted_at, new.discharged_at))
  execute function draw_circle_of_changed('admission_id');
create trigger referral_redraws_circle after update on referral for each row
  when ((old.person_id, old.admission_id, old.municipality_code)
    is distinct from (new.person_id, new.admission_id, new.municipality_code))
  execute function draw_circle_of_changed('referral_id');
create trigger residence_redraws_circle after update on residence for each row
  execute function draw_circle_of_changed('residence_id');
create trigger bed_hold_redraws_circle after update on bed_hold for each row
  when ((old.referral_id, old.bed_id, old.kind) is distinct from (new.referral_id, new.bed_id, new.kind))
  execute function draw_circle_of_changed_hold();

create trigger admission_leaves_circles after delete on admission for each row
  execute function draw_circle_of_changed('admission_id');
create trigger referral_leaves_circles after delete on referral for each row
  execute function draw_circle_of_changed('referral_id');
create trigger residence_leaves_circles after delete on residence for each row
  execute function draw_circle_of_changed('residence_id');
create trigger bed_hold_leaves_circles after delete on bed_hold for each row
  when (old.referral_id is not null) execute function draw_circle_of_changed_hold();

-- Names stand apart: figures are made without them.
create table person_name (
  person_id uuid not null,
  name_sealed bytea not null,
  constraint person_name_key primary key (person_id),
  constraint person_name_person foreign key (person_id) references person on delete cascade
);

insert into person_name (person_id, name_sealed)
select person.person_id, person.name_sealed from person where person.name_sealed is not null;

drop view if exists export_episodes;
alter table person drop column name_sealed;

-- Navne- og adressebeskyttelse.
alter table person add column is_protected boolean not null default false;

-- Superseded by first_free_gap.
drop function first_free_night(uuid, date);

-- A version is kept whoever made the change, and nobody writes one by hand.
alter function keep_version() security definer set search_path = public, pg_temp;
alter function await_seal() security definer set search_path = public, pg_temp;

-- An entry keeps the claim under which it was written; the sealer believes no other. Seals are keyed from now on.
alter table journal_entry
  add column claim text not null default coalesce(current_setting('afklaring.actor', true), ''),
  add column signature text not null default coalesce(current_setting('afklaring.signature', true), '');
alter table journal_seal add column is_keyed boolean not null default false;
alter table journal_seal alter column is_keyed set default true;

-- Raises the wall around a table: who may read a row, who may write one. `true`: everybody.
create procedure raise_wall(table_name text, reading text, writing text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('create policy %I on %I for select using (%s)', table_name || '_is_read_by', table_name, reading);
  execute format('create policy %I on %I for insert with check (%s)', table_name || '_is_added_by', table_name, writing);
  execute format('create policy %I on %I for update using (%s)', table_name || '_is_changed_by', table_name, writing);
  execute format('create policy %I on %I for delete using (%s)', table_name || '_is_removed_by', table_name, writing);
end
$$;

-- The same for a table that belongs to a person, an admission or a referral, and for its earlier versions. Figures are
-- made from it, too.
create procedure raise_wall_by_circle(table_name text, subject text) language plpgsql as $$
declare
  in_circle text := format('exists (select from circle where circle.subject_id = %I.%I)', table_name, subject);
begin
  call raise_wall(
    table_name,
    format('(select actor_role()) in (''system'', ''reporting'') or %s', in_circle),
    format('(select actor_role()) = ''system'' or %s', in_circle));
end
$$;

-- Earlier versions are read by whom the present one is read by.
create procedure raise_wall_of_history(table_name text) language plpgsql as $$
declare
  reading text := (
    select pg_get_expr(pg_policy.polqual, pg_policy.polrelid)
    from pg_policy
    where pg_policy.polrelid = table_name::regclass and pg_policy.polname = table_name || '_is_read_by');
begin
  execute format('alter table %I enable row level security', table_name || '_history');
  execute format('create policy %I on %I for select using (%s)',
    table_name || '_history_is_read_by', table_name || '_history',
    replace(reading, table_name || '.', table_name || '_history.'));
end
$$;

call raise_wall('circle',
  $$(select actor_role()) = 'system' or member = any((select actor_circles())::text[]) and until > now()$$, 'false');
call raise_wall('actor_key', 'false', 'false');

-- Persons. A ward adds whom it admits; who that is to others, it does not see.
call raise_wall_by_circle('person', 'person_id');
call raise_wall('person_name',
  $$(select actor_role()) = 'system' or exists (select from circle where circle.subject_id = person_name.person_id)$$,
  $$(select actor_role()) = 'system' or exists (select from circle where circle.subject_id = person_name.person_id)$$);
call raise_wall('person_number',
  $$(select actor_role()) = 'system' or exists (select from circle where circle.subject_id = person_number.person_id)$$,
  $$(select actor_role()) = 'system' or exists (select from circle where circle.subject_id = person_number.person_id)$$);
create policy person_is_added_by_ward on person for insert
  with check ((select actor_role()) = 'discharge_coordinator');
create policy person_name_is_added_by_ward on person_name for insert
  with check ((select actor_role()) = 'discharge_coordinator');
create policy person_number_is_added_by_ward on person_number for insert
  with check ((select actor_role()) = 'discharge_coordinator');
call raise_wall_by_circle('residence', 'person_id');
call raise_wall_of_history('residence');
call raise_wall('emergency_access',
  $$(select actor_role()) in ('system', 'auditor')
    or exists (select from circle where circle.subject_id = emergency_access.person_id)$$,
  $$account_id::text = (select actor_account())$$);

-- The course.
call raise_wall_by_circle('admission', 'admission_id');
create policy admission_is_added_by_ward on admission for insert
  with check ('ward ' || ward_id = any((select actor_circles())::text[]));
call raise_wall_by_circle('hospital_leave', 'admission_id');
call raise_wall_by_circle('ready_period', 'admission_id');
call raise_wall_by_circle('referral', 'referral_id');
create policy referral_is_added_by_circle_of_admission on referral for insert
  with check (exists (select from circle where circle.subject_id = referral.admission_id));
call raise_wall_by_circle('bed_offer', 'referral_id');
call raise_wall_by_circle('stay', 'referral_id');
call raise_wall_of_history('admission');
call raise_wall_of_history('hospital_leave');
call raise_wall_of_history('ready_period');
call raise_wall_of_history('referral');
call raise_wall_of_history('bed_offer');
call raise_wall_of_history('stay');

-- Sites and beds are known to everybody who is signed in; what happens in them is not. Whoever wants a bed locks its row.
call raise_wall('site', $$(select actor_role()) is not null$$,
  $$(select actor_role()) = 'system' or 'municipality ' || municipality_code = (select actor_organisation())$$);
call raise_wall('bed', $$(select actor_role()) is not null$$,
  $$(select actor_role()) = 'system' or exists (
      select from site
      where site.site_id = bed.site_id
        and 'municipality ' || site.municipality_code = (select actor_organisation()))$$);
create policy bed_is_locked_by_authority on bed for update
  using ((select actor_role()) in ('municipal_authority', 'site_staff', 'discharge_coordinator')) with check (false);
call raise_wall('closure',
  $$(select actor_role()) in ('system', 'reporting') or exists (
      select from bed join site on site.site_id = bed.site_id
      where bed.bed_id = closure.bed_id
        and (select actor_organisation()) in ('municipality ' || site.municipality_code, 'site ' || site.site_id))$$,
  $$(select actor_role()) = 'system' or exists (
      select from bed join site on site.site_id = bed.site_id
      where bed.bed_id = closure.bed_id
        and 'municipality ' || site.municipality_code = (select actor_organisation()))$$);
call raise_wall('bed_hold',
  $$(select actor_role()) in ('system', 'reporting')
    or exists (select from circle where circle.subject_id = bed_hold.referral_id)
    or exists (
      select from bed join site on site.site_id = bed.site_id
      where bed.bed_id = bed_hold.bed_id
        and (select actor_organisation()) in ('municipality ' || site.municipality_code, 'site ' || site.site_id))$$,
  $$(select actor_role()) = 'system'
    or exists (select from circle where circle.subject_id = bed_hold.referral_id)
    or referral_id is null and exists (
      select from bed join site on site.site_id = bed.site_id
      where bed.bed_id = bed_hold.bed_id
        and 'municipality ' || site.municipality_code = (select actor_organisation()))$$);
call raise_wall('agreement',
  $$(select actor_role()) in ('system', 'reporting')
    or (select actor_organisation()) in ('municipality ' || buyer_code, 'municipality ' || seller_code)$$,
  $$(select actor_role()) = 'system'
    or (select actor_organisation()) in ('municipality ' || buyer_code, 'municipality ' || seller_code)$$);
call raise_wall('rate', $$(select actor_role()) is not null$$, $$(select actor_role()) in ('system', 'administrator')$$);
call raise_wall_of_history('site');
call raise_wall_of_history('bed');
call raise_wall_of_history('closure');
call raise_wall_of_history('bed_hold');
call raise_wall_of_history('agreement');
call raise_wall_of_history('rate');

-- What is known to all.
call raise_wall('municipality', 'true', 'false');
call raise_wall('region', 'true', 'false');
call raise_wall('municipality_region', 'true', 'false');
call raise_wall('schema_migration', 'true', 'false');
call raise_wall('schema_views', 'true', 'false');
call raise_wall('ward', 'true', $$(select actor_role()) = 'system'$$);
call raise_wall('psychiatric_department', $$(select actor_role()) is not null$$, $$(select actor_role()) = 'system'$$);
call raise_wall('message_receiver', $$(select actor_role()) is not null$$, $$(select actor_role()) = 'system'$$);

-- Accounts: the door (role `door`) lets people in; everybody sees the own.
call raise_wall('account',
  $$(select actor_role()) in ('system', 'door', 'auditor') or account_id::text = (select actor_account())$$,
  $$(select actor_role()) in ('system', 'door')$$);
call raise_wall('account_role',
  $$(select actor_role()) in ('system', 'door', 'auditor') or account_id::text = (select actor_account())$$,
  $$(select actor_role()) in ('system', 'door')$$);
call raise_wall('session',
  $$(select actor_role()) in ('system', 'door') or account_id::text = (select actor_account())$$,
  $$(select actor_role()) in ('system', 'door')$$);

-- The event log: everybody writes under the own name; a change is read by those in the circle of what it is about.
call raise_wall('journal_entry',
  $$(select actor_role()) in ('system', 'auditor')
    or kind = 'change' and exists (select from circle where circle.subject_id = journal_entry.subject_id)$$,
  $$(select actor_role()) in ('system', 'door') or coalesce(account_id::text, '') = (select actor_account())$$);
call raise_wall('journal_seal', $$(select actor_role()) in ('system', 'auditor')$$, $$(select actor_role()) = 'system'$$);
call raise_wall('journal_unsealed',
  $$(select actor_role()) in ('system', 'auditor')$$, $$(select actor_role()) = 'system'$$);

-- Jobs, messages and imports are the daemon's own; anybody's command may leave a job.
call raise_wall('job', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);
create policy job_is_left_by_actor on job for insert with check ((select actor_role()) is not null);
call raise_wall('notice',
  $$(select actor_role()) = 'system'
    or (select actor_organisation())
      in ('municipality ' || municipality_code, 'ward ' || ward_id, 'site ' || site_id)
      and cardinality((select actor_circles())) > 0$$,
  $$(select actor_role()) = 'system'$$);
call raise_wall('message_receipt', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);
call raise_wall('hospital_message', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);
call raise_wall('admission_episode', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);
call raise_wall('message_discharge', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);
call raise_wall('message_leave', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);
call raise_wall('imported_row', $$(select actor_role()) = 'system'$$, $$(select actor_role()) = 'system'$$);
