-- Who acts is asked for often: the function names everything in full, so that it needs no search path of its own, and
-- the claim says in which circles the actor sees people.

-- The claim part by part, or null where there is none, or it was not signed with one of the keys, or it is not of this
-- hour: key, seconds since the epoch, role, organisation, account, circles (none for whoever administers an organisation,
-- counts or audits).
create or replace function actor_claim() returns text[] language plpgsql stable parallel safe security definer as $$
declare
  claim constant pg_catalog.text := pg_catalog.current_setting('afklaring.actor', true);
  parts constant pg_catalog.text[] := pg_catalog.string_to_array(claim, '|');
  blocks pg_catalog.bytea[];
begin
  blocks := (
    select array[actor_key.inner_block, actor_key.outer_block]
    from public.actor_key
    where actor_key.key_id::pg_catalog.text operator(pg_catalog.=) parts[1]);
  if pg_catalog.encode(
      pg_catalog.sha256(
        blocks[2] operator(pg_catalog.||) pg_catalog.sha256(
          blocks[1] operator(pg_catalog.||) pg_catalog.convert_to(claim, 'UTF8'))), 'hex')
    operator(pg_catalog.=) pg_catalog.current_setting('afklaring.signature', true)
  then
    if pg_catalog.to_timestamp(parts[2]::pg_catalog.float8)
      between pg_catalog.now() operator(pg_catalog.-) interval '1 hour'
        and pg_catalog.now() operator(pg_catalog.+) interval '1 hour'
    then
      return parts;
    end if;
  end if;
  return null;
end
$$;
alter function actor_claim() reset all;

create or replace function actor_circles() returns text[] language sql stable parallel safe as $$
  select (actor_claim())[6:]
$$;

-- Sites, beds and rates are nobody's health data: whom they are taken for is walled, they themselves are not.
do $$
declare
  known text;
begin
  foreach known in array array['site', 'bed', 'rate', 'psychiatric_department', 'message_receiver'] loop
    execute format('alter policy %I on %I using (true)', known || '_is_read_by', known);
  end loop;
  foreach known in array array['site', 'bed', 'rate'] loop
    execute format('alter policy %I on %I using (true)', known || '_history_is_read_by', known || '_history');
  end loop;
end
$$;

-- Who wants a bed locks its row; one policy says so, and who may change it.
drop policy bed_is_locked_by_authority on bed;
alter policy bed_is_changed_by on bed
  using ((select actor_role()) in ('system', 'municipal_authority', 'site_staff', 'discharge_coordinator'))
  with check ((select actor_role()) = 'system' or exists (
    select from site
    where site.site_id = bed.site_id and 'municipality ' || site.municipality_code = (select actor_organisation())));
alter policy bed_hold_is_changed_by on bed_hold
  using (exists (select from circle where circle.subject_id = bed_hold.referral_id)
    or (select actor_role()) = 'system'
    or referral_id is null and exists (
      select from bed join site on site.site_id = bed.site_id
      where bed.bed_id = bed_hold.bed_id
        and 'municipality ' || site.municipality_code = (select actor_organisation())));

-- The sealer's list is filled by the entries' own trigger.
alter table journal_unsealed drop constraint journal_unsealed_entry;
