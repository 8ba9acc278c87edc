-- Accounts as people live with them: a first password that has to be changed, a second step at sign-in, and codes for the
-- day on which the telephone is lost.

alter table account
  add column must_change_password boolean not null default false,
  -- One-time codes (RFC 6238): the secret, sealed, and the last step that a code was taken for, so that none is taken twice.
  add column totp_sealed bytea,
  add column totp_step bigint,
  -- Of the made-up country: nobody real signs in, and no second step is asked for.
  add column is_made_up boolean not null default false;

create table recovery_code (
  account_id uuid not null,
  code_index bytea not null,
  constraint recovery_code_key primary key (account_id, code_index),
  constraint recovery_code_account foreign key (account_id) references account
);

call raise_wall('recovery_code', $$(select actor_role()) in ('system', 'door')$$, $$(select actor_role()) in ('system', 'door')$$);

create index session_by_account on session (account_id);

-- An entry is the last thing before a transaction ends, so here it shows whether its author may still act: who was
-- disabled or lost the role while a request was under way does nothing more with it.
create or replace function await_seal() returns trigger language plpgsql security definer as $$
begin
  if new.session_id is not null and not exists (
    select from public.session
    join public.account on account.account_id = session.account_id and not account.is_disabled
    join public.account_role on account_role.account_id = session.account_id and account_role.role = session.role
      and account_role.municipality_code is not distinct from session.municipality_code
      and account_role.ward_id is not distinct from session.ward_id
      and account_role.site_id is not distinct from session.site_id
    where session.session_id = new.session_id)
  then
    raise exception using errcode = 'invalid_authorization_specification', message = 'the session has ended';
  end if;
  insert into public.journal_unsealed (journal_entry_id) values (new.journal_entry_id);
  return null;
end
$$;
alter function await_seal() reset all;
