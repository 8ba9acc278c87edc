-- What the daemon may do. Its login role is a member of this group, owns nothing and cannot change the schema.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'afklaring_daemon') then
    create role afklaring_daemon nologin;
  end if;
exception
  -- Another database of the same server may be migrated at the same time.
  when duplicate_object or unique_violation then null;
end
$$;

-- An operator who gives one login for everything still has the daemon act as the role that owns nothing.
do $$
begin
  execute format('grant afklaring_daemon to %I', current_user);
  -- To know which writes are open, where its logins are several.
  grant pg_read_all_stats to afklaring_daemon;
exception
  when insufficient_privilege or invalid_grant_operation or unique_violation then null;
end
$$;

grant usage on schema public to afklaring_daemon;
grant select, insert, update, delete on all tables in schema public to afklaring_daemon;
revoke insert, update, delete on schema_migration, schema_views from afklaring_daemon;
revoke insert, update, delete on municipality, region, municipality_region from afklaring_daemon;
revoke update, delete on journal_entry, journal_seal, message_receipt from afklaring_daemon;
grant execute on all functions in schema public to afklaring_daemon;
revoke all on actor_key, key_check from afklaring_daemon;
revoke insert, update, delete on circle from afklaring_daemon;
revoke execute on function draw_circles(uuid[]), circle_of(uuid[]) from public, afklaring_daemon;
revoke execute on function actor_claim() from public;
grant execute on function actor_claim() to afklaring_daemon;
