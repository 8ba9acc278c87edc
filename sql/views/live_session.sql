-- The session that a token's hash stands for, if it is live and its role is still held: whoever knows the token needs
-- no other claim. Asked at every request, so it is a function of the owner, with no policy to be asked,
-- and names its tables in full, which needs no search path of its own.
drop function if exists live_session;
create function live_session(token_hash bytea, at timestamptz, seen_since timestamptz)
returns table (
  session_id uuid, account_id uuid, last_seen_at timestamptz, display_name text, role text, municipality_code text,
  ward_id uuid, site_id uuid, municipality_name text, ward_name text, site_name text,
  must_change_password boolean, must_add_second_step boolean)
language plpgsql stable security definer as $$
#variable_conflict use_column
begin
  return query
  select
    session.session_id, session.account_id, session.last_seen_at, account.display_name, session.role,
    session.municipality_code, session.ward_id, session.site_id, municipality.name, ward.name, site.name,
    account.must_change_password,
    session.role = 'administrator' and account.totp_sealed is null and not account.is_made_up
  from public.session
  join public.account on account.account_id = session.account_id
  join public.account_role on account_role.account_id = session.account_id and account_role.role = session.role
    and account_role.municipality_code is not distinct from session.municipality_code
    and account_role.ward_id is not distinct from session.ward_id
    and account_role.site_id is not distinct from session.site_id
  left join public.municipality on municipality.municipality_code = session.municipality_code
  left join public.ward on ward.ward_id = session.ward_id
  left join public.site on site.site_id = session.site_id
  where session.token_hash = live_session.token_hash and not account.is_disabled
    and session.ends_at > at and session.last_seen_at > seen_since;
end
$$;
