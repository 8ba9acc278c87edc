-- Tries to sign in that have not succeeded, so that all daemons hold back together. As whom and from where is kept as
-- keyed digests, for a quarter of an hour.
create table sign_in_try (
  sign_in_try_id uuid not null,
  subject bytea not null,
  tried_at timestamptz not null,
  constraint sign_in_try_key primary key (sign_in_try_id, subject)
);

create index sign_in_try_by_subject on sign_in_try (subject, tried_at);
create index sign_in_try_by_time on sign_in_try (tried_at);

call raise_wall('sign_in_try', $$(select actor_role()) = 'door'$$, $$(select actor_role()) = 'door'$$);
