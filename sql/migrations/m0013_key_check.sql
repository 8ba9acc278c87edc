-- By which the program knows that a key file is this database's: a digest that follows from its root key, and tells
-- nothing of it. A file that was lost or mixed up is found before anything is sealed with another.
create table key_check (
  root_digest bytea not null,
  is_only boolean not null default true,
  constraint key_check_key primary key (is_only),
  constraint key_check_is_one check (is_only)
);
call raise_wall('key_check', 'false', 'false');
