-- Whoever took emergency access stands in it by name and role: those who are told of it may not read accounts.
alter table emergency_access
  add column account_name text not null default '',
  add column role text not null default '';
