-- Local accounts, the roles they may act in, and sessions.

create table account (
  account_id uuid not null,
  user_name text not null,
  display_name text not null,
  password_salt bytea not null,
  password_hash bytea not null,
  is_disabled boolean not null default false,
  created_at timestamptz not null default now(),
  constraint account_key primary key (account_id),
  constraint account_user_name_unique unique (user_name),
  constraint account_user_name_shape check (user_name ~ '^[a-z0-9][a-z0-9._-]{1,63}$')
);

create table account_role (
  account_id uuid not null,
  role text not null,
  municipality_code text,
  ward_id uuid,
  site_id uuid,
  constraint account_role_account foreign key (account_id) references account,
  constraint account_role_municipality foreign key (municipality_code) references municipality,
  constraint account_role_ward foreign key (ward_id) references ward,
  constraint account_role_site foreign key (site_id) references site,
  constraint account_role_once unique nulls not distinct (account_id, role, municipality_code, ward_id, site_id),
  constraint account_role_place check (
    case role
      when 'discharge_coordinator' then ward_id is not null and municipality_code is null and site_id is null
      when 'municipal_authority' then municipality_code is not null and ward_id is null and site_id is null
      when 'site_staff' then site_id is not null and municipality_code is null and ward_id is null
      when 'administrator' then municipality_code is not null and ward_id is null and site_id is null
      when 'project_staff' then municipality_code is null and ward_id is null and site_id is null
      when 'auditor' then ward_id is null and site_id is null
      else false
    end)
);

-- The cookie holds a random token; only its hash is kept. The form token is bound to the session.
create table session (
  session_id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  role text not null,
  municipality_code text,
  ward_id uuid,
  site_id uuid,
  began_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null,
  constraint session_key primary key (session_id),
  constraint session_token_unique unique (token_hash),
  constraint session_account foreign key (account_id) references account
);

create index session_by_end on session (ends_at);
