-- Each question that a policy asks is a signature checked. Most statements are those of somebody in the circle, who is
-- asked about the circle first, and only once where a row is read to be changed: PostgreSQL merges equal conditions.

create or replace function actor_circles() returns text[] language plpgsql stable parallel safe as $$
declare
  claim text[] := actor_claim();
begin
  if claim[3] in ('discharge_coordinator', 'municipal_authority', 'site_staff') then
    return array[claim[4], 'account ' || claim[5]];
  end if;
  return '{}';
end
$$;

-- Whoever acts as the system is let in by every other table, and looks at no circle.
alter policy circle_is_read_by on circle using (member = any((select actor_circles())::text[]) and until > now());

do $$
declare
  wall record;
  in_circle text;
  reading text;
  writing text;
begin
  for wall in
    select * from (values
      ('person', 'person_id', true), ('residence', 'person_id', true), ('admission', 'admission_id', true),
      ('hospital_leave', 'admission_id', true), ('ready_period', 'admission_id', true),
      ('referral', 'referral_id', true), ('bed_offer', 'referral_id', true), ('stay', 'referral_id', true),
      ('person_name', 'person_id', false), ('person_number', 'person_id', false)
    ) as named (table_name, subject, is_counted)
  loop
    in_circle := format('exists (select from circle where circle.subject_id = %I.%I)', wall.table_name, wall.subject);
    writing := in_circle || ' or (select actor_role()) = ''system''';
    reading := case
      when wall.is_counted then in_circle || ' or (select actor_role()) in (''system'', ''reporting'')'
      else writing
    end;
    execute format('alter policy %I on %I using (%s)', wall.table_name || '_is_read_by', wall.table_name, reading);
    execute format('alter policy %I on %I with check (%s)', wall.table_name || '_is_added_by', wall.table_name, writing);
    -- Who counts finds the row, and may not write it.
    execute format('alter policy %I on %I using (%s) with check (%s)',
      wall.table_name || '_is_changed_by', wall.table_name, reading, writing);
    execute format('alter policy %I on %I using (%s)', wall.table_name || '_is_removed_by', wall.table_name, writing);
  end loop;
end
$$;

alter policy bed_hold_is_read_by on bed_hold using (
  exists (select from circle where circle.subject_id = bed_hold.referral_id)
  or (select actor_role()) in ('system', 'reporting')
  or exists (
    select from bed join site on site.site_id = bed.site_id
    where bed.bed_id = bed_hold.bed_id
      and (select actor_organisation()) in ('municipality ' || site.municipality_code, 'site ' || site.site_id)));
alter policy bed_hold_is_added_by on bed_hold with check (
  exists (select from circle where circle.subject_id = bed_hold.referral_id)
  or (select actor_role()) = 'system'
  or referral_id is null and exists (
    select from bed join site on site.site_id = bed.site_id
    where bed.bed_id = bed_hold.bed_id
      and 'municipality ' || site.municipality_code = (select actor_organisation())));

alter policy journal_entry_is_added_by on journal_entry with check (
  coalesce(account_id::text, '') = (select actor_account()) or (select actor_role()) in ('system', 'door'));

-- Anybody's command may leave a job, the system's as well.
drop policy job_is_added_by on job;
