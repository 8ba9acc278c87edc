-- A page of a list is found by an index, however many there are behind it.
drop index referral_by_municipality;
create index referral_by_municipality on referral (municipality_code, submitted_at, referral_id);
create index referral_open_by_municipality on referral (municipality_code, submitted_at, referral_id)
  where state in ('submitted', 'accepted', 'offered', 'assigned', 'moved_in');
create index admission_by_ward on admission (ward_id, admitted_at);
