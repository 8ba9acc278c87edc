-- The event log (haendelseslog): written once, never changed; chained by one sealer after the fact.

create table journal_entry (
  journal_entry_id bigint generated always as identity,
  recorded_at timestamptz not null default now(),
  kind text not null,
  action text not null,
  account_id uuid,
  session_id uuid,
  role text not null,
  organisation text,
  person_id uuid,
  subject_kind text,
  subject_id uuid,
  details text not null default '{}',
  constraint journal_entry_key primary key (journal_entry_id),
  constraint journal_entry_kind_known check (kind in ('change', 'look'))
);

create index journal_entry_by_person on journal_entry (person_id, journal_entry_id);
create index journal_entry_by_subject on journal_entry (subject_id, journal_entry_id);

create table journal_seal (
  position bigint not null,
  journal_entry_id bigint not null,
  hash bytea not null,
  constraint journal_seal_key primary key (position),
  constraint journal_seal_once unique (journal_entry_id),
  constraint journal_seal_entry foreign key (journal_entry_id) references journal_entry
);

-- What the sealer has not come to yet.
create table journal_unsealed (
  journal_entry_id bigint not null,
  constraint journal_unsealed_key primary key (journal_entry_id),
  constraint journal_unsealed_entry foreign key (journal_entry_id) references journal_entry
);

create function await_seal() returns trigger language plpgsql as $$
begin
  insert into journal_unsealed (journal_entry_id) values (new.journal_entry_id);
  return null;
end
$$;

create trigger journal_entry_awaits_seal after insert on journal_entry
  for each row execute function await_seal();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the event log cannot be changed';
end
$$;

create trigger journal_entry_is_final before update or delete or truncate on journal_entry
  for each statement execute function refuse_change();
create trigger journal_seal_is_final before update or delete or truncate on journal_seal
  for each statement execute function refuse_change();
