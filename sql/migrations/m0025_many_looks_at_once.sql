-- Entries that are written together are looked over together: whether their sessions still go on, and what awaits a seal.
create or replace function await_seal() returns trigger language plpgsql security definer as $$
begin
  if exists (
    select from added
    where added.session_id is not null and not exists (
      select from public.session
      join public.account on account.account_id operator(pg_catalog.=) session.account_id and not account.is_disabled
      join public.account_role on account_role.account_id operator(pg_catalog.=) session.account_id
        and account_role.role operator(pg_catalog.=) session.role
        and account_role.municipality_code is not distinct from session.municipality_code
        and account_role.ward_id is not distinct from session.ward_id
        and account_role.site_id is not distinct from session.site_id
      where session.session_id operator(pg_catalog.=) added.session_id))
  then
    raise exception using errcode = 'invalid_authorization_specification', message = 'the session has ended';
  end if;
  insert into public.journal_unsealed (journal_entry_id) select added.journal_entry_id from added;
  return null;
end
$$;

drop trigger journal_entry_awaits_seal on journal_entry;
create trigger journal_entry_awaits_seal after insert on journal_entry
  referencing new table as added for each statement execute function await_seal();
