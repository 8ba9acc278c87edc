-- What was imported last for each natural key, cell by cell; numbers and names stand as keyed digests.

create table imported_row (
  kind text not null,
  natural_key text not null,
  cells jsonb not null,
  subject_id uuid,
  imported_at timestamptz not null default now(),
  constraint imported_row_key primary key (kind, natural_key)
);

create index imported_row_by_subject on imported_row (kind, subject_id);
