-- What must never be (domain 7), asked once more: the constraints keep it, unless somebody took one away. Nobody but the
-- owner sees past the walls.
create or replace view broken_promise with (security_invoker) as
select 'two holds of one bed overlap' as promise, one.bed_hold_id as subject_id
from bed_hold as one
join bed_hold as other
  on other.bed_id = one.bed_id and other.bed_hold_id > one.bed_hold_id and other.taken && one.taken
union all
select 'one person has two stays at a time', one.stay_id
from stay as one
join stay as other
  on other.person_id = one.person_id and other.stay_id > one.stay_id
  and daterange(one.moved_in_on, one.moved_out_on) && daterange(other.moved_in_on, other.moved_out_on)
union all
select 'one person waits in two admissions', one.ready_period_id
from ready_period as one
join ready_period as other
  on other.person_id = one.person_id and other.ready_period_id > one.ready_period_id
  and daterange(one.ready_on, one.ended_on) && daterange(other.ready_on, other.ended_on)
union all
select 'somebody stands in a circle without a ground', circle.subject_id
from circle
where not exists (
  select from circle_of(array(select person.person_id from person)) as due
  where due.subject_id = circle.subject_id and due.member = circle.member and due.is_told = circle.is_told)
union all
select 'somebody is missing in a circle', due.subject_id
from circle_of(array(select person.person_id from person)) as due
where not exists (
  select from circle where circle.subject_id = due.subject_id and circle.member = due.member);
