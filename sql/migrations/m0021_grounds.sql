-- By which right somebody changed or looked (grundlag). Entries from before have none.
alter table journal_entry
  add column ground text,
  add constraint journal_entry_ground_known check (ground in (
    'treatment', 'casework', 'lending', 'support', 'emergency', 'audit', 'own-account', 'administration', 'operation'));
