-- Work to be done after the transaction that asks for it, and the notices that it brings to people.

create table job (
  job_id bigint generated always as identity,
  kind text not null,
  payload jsonb not null,
  run_at timestamptz not null default now(),
  attempts int not null default 0,
  failed_at timestamptz,
  last_problem text,
  constraint job_key primary key (job_id)
);

create index job_ready on job (run_at, job_id) where failed_at is null;

create function wake_workers() returns trigger language plpgsql as $$
begin
  perform pg_notify('job', '');
  return null;
end
$$;

create trigger job_wakes_workers after insert on job for each statement execute function wake_workers();

-- What an organisation is told in the program.
create table notice (
  notice_id uuid not null,
  job_id bigint not null,
  municipality_code text,
  ward_id uuid,
  site_id uuid,
  referral_id uuid not null,
  happening text not null,
  told_at timestamptz not null,
  constraint notice_key primary key (notice_id),
  constraint notice_referral foreign key (referral_id) references referral,
  constraint notice_once unique nulls not distinct (job_id, municipality_code, ward_id, site_id)
);

create index notice_by_ward on notice (ward_id, told_at);
create index notice_by_municipality on notice (municipality_code, told_at);
create index notice_by_site on notice (site_id, told_at);
