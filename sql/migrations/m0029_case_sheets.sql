-- What is known and agreed about a case, sheet by sheet (domain 3): hand-over, plan, weekly status, decision, ... The newest
-- of a kind holds; the earlier ones stay. Coded answers stand in the clear and can be counted, what is written is sealed.
create table case_sheet (
  case_sheet_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  answers jsonb not null,
  texts_sealed bytea,
  role text not null,
  organisation text,
  account_id uuid,
  saved_at timestamptz not null,
  constraint case_sheet_key primary key (case_sheet_id)
);
create index case_sheet_by_subject on case_sheet (subject_id, kind, saved_at);

-- Somebody has read a sheet and says so (kvittering).
create table sheet_receipt (
  sheet_receipt_id uuid not null,
  case_sheet_id uuid not null,
  subject_id uuid not null,
  role text not null,
  organisation text,
  account_id uuid,
  read_at timestamptz not null,
  constraint sheet_receipt_key primary key (sheet_receipt_id),
  constraint sheet_receipt_sheet foreign key (case_sheet_id) references case_sheet
);
create index sheet_receipt_by_sheet on sheet_receipt (case_sheet_id, read_at);

call raise_wall('case_sheet',
  by_role_or($roles$'system'$roles$, in_circle('case_sheet', 'subject_id')),
  by_role_or($roles$'system'$roles$, in_circle('case_sheet', 'subject_id')));
call raise_wall('sheet_receipt',
  by_role_or($roles$'system'$roles$, in_circle('sheet_receipt', 'subject_id')),
  by_role_or($roles$'system'$roles$, in_circle('sheet_receipt', 'subject_id')));
