-- Why each waiting day was waited (domain 3, 4.1), what region and municipality disagree on, and corrections of dates.

-- A cause that both have agreed on; the other days have the one that follows from the course (sql/views/waiting_ledger.sql).
create table waiting_cause (
  waiting_cause_id uuid not null,
  admission_id uuid not null,
  day date not null,
  cause text not null,
  recorded_from timestamptz not null,
  constraint waiting_cause_key primary key (waiting_cause_id),
  constraint waiting_cause_admission foreign key (admission_id) references admission,
  constraint waiting_cause_one_a_day unique (admission_id, day),
  constraint waiting_cause_known check (cause in ('hospital', 'municipality', 'citizen', 'no_bed', 'other'))
);
call keep_versions_of('waiting_cause');
call raise_wall_by_circle('waiting_cause', 'admission_id');
call raise_wall_of_history('waiting_cause');

-- One of the two says that days have another cause, and why; the other answers. to_day is not included.
create table waiting_dispute (
  waiting_dispute_id uuid not null,
  admission_id uuid not null,
  municipality_code text not null,
  from_day date not null,
  to_day date not null,
  claimed_cause text not null,
  disputed_by text not null,
  reason_id uuid not null,
  disputed_at timestamptz not null,
  answer text,
  answer_id uuid,
  answered_at timestamptz,
  constraint waiting_dispute_key primary key (waiting_dispute_id),
  constraint waiting_dispute_admission foreign key (admission_id) references admission,
  constraint waiting_dispute_municipality foreign key (municipality_code) references municipality,
  constraint waiting_dispute_reason foreign key (reason_id) references written_text,
  constraint waiting_dispute_answer_text foreign key (answer_id) references written_text,
  constraint waiting_dispute_in_order check (to_day > from_day),
  constraint waiting_dispute_cause_known check (
    claimed_cause in ('hospital', 'municipality', 'citizen', 'no_bed', 'other')),
  constraint waiting_dispute_by_known check (disputed_by in ('ward', 'municipality')),
  constraint waiting_dispute_answer_known check (answer in ('agreed', 'upheld')),
  constraint waiting_dispute_answered_whole check ((answer is null) = (answered_at is null)),
  constraint waiting_dispute_one_of_a_day exclude using gist (
    admission_id with =, daterange(from_day, to_day) with &&) where (answer is null)
);
create index waiting_dispute_by_admission on waiting_dispute (admission_id, disputed_at);
call raise_wall_by_circle('waiting_dispute', 'admission_id');

-- A dated fact was corrected in the program: which, from what to what (as the import format writes it), and why. The
-- fact's earlier version is kept beside it.
create table correction (
  correction_id uuid not null,
  subject_id uuid not null,
  fact text not null,
  earlier text,
  later text,
  reason_id uuid not null,
  role text not null,
  organisation text,
  corrected_at timestamptz not null,
  constraint correction_key primary key (correction_id),
  constraint correction_reason foreign key (reason_id) references written_text,
  constraint correction_changes check (earlier is distinct from later)
);
create index correction_by_subject on correction (subject_id, corrected_at);
call raise_wall_by_circle('correction', 'subject_id');
