-- An administrator sees to the accounts of the municipality and of its sites, and to no others.

-- Whether a role is one of the administrator's organisation.
create function is_administered_role(the_municipality_code text, the_site_id uuid) returns boolean
language sql stable parallel safe as $$
  select actor_role() = 'administrator' and actor_organisation() = 'municipality ' || coalesce(
    the_municipality_code, (select site.municipality_code from site where site.site_id = the_site_id))
$$;

-- Whether all of an account's roles are; one with roles elsewhere is not to be taken over from here.
create function is_administered(the_account_id uuid) returns boolean language plpgsql stable security definer
set search_path = public, pg_temp as $$
begin
  return coalesce((
    select bool_and(is_administered_role(account_role.municipality_code, account_role.site_id) is true)
    from account_role
    where account_role.account_id = the_account_id), false);
end
$$;

-- Whether an account has any role, of whichever organisation.
create function has_role(the_account_id uuid) returns boolean language plpgsql stable security definer
set search_path = public, pg_temp as $$
begin
  return exists (select from account_role where account_role.account_id = the_account_id);
end
$$;

do $$
declare
  door constant text := $q$(select actor_role()) in ('system', 'door')$q$;
  reads constant text := $q$(select actor_role()) in ('system', 'door', 'auditor')
    or account_id::text = (select actor_account())$q$;
  role constant text := 'stated_role() = ''administrator'' and is_administered_role(municipality_code, site_id)';
  whole constant text := 'stated_role() = ''administrator'' and is_administered(account_id)';
begin
  execute format('alter policy account_role_is_read_by on account_role using (%s or %s)', reads, role);
  execute format('alter policy account_role_is_added_by on account_role with check (%s or %s)', door, role);
  execute format('alter policy account_role_is_removed_by on account_role using (%s or %s)', door, role);
  execute format('alter policy account_is_read_by on account using (%s or %s)', reads,
    'stated_role() = ''administrator'' and exists (
      select from account_role
      where account_role.account_id = account.account_id
        and is_administered_role(account_role.municipality_code, account_role.site_id) offset 0)');
  execute format('alter policy account_is_added_by on account with check (%s or %s)', door,
    '(select actor_role()) = ''administrator''');
  execute format('alter policy account_is_changed_by on account using (%s or %s)', door, whole);
  execute format('alter policy session_is_read_by on session using (%s or account_id::text = (select actor_account()) or %s)',
    door, whole);
  execute format('alter policy session_is_removed_by on session using (%s or %s)', door, whole);
  execute format('alter policy recovery_code_is_read_by on recovery_code using (%s or %s)', door, whole);
  execute format('alter policy recovery_code_is_removed_by on recovery_code using (%s or %s)', door, whole);
end
$$;
