-- A protected name and address (navne- og adressebeskyttelse): name and number are then shown to those alone who treat
-- the person, support it or decide its case, and not to a municipality that is asked for a bed.

-- Whether a member is told who the person is. Whether somebody stands in a circle is answered by its index alone.
alter table circle add column is_told boolean not null default true;
alter table circle drop constraint circle_key;
alter table circle add constraint circle_key primary key (subject_id, member) include (until, is_told);

-- The newest number of a person, likewise.
drop index person_number_by_person;
create index person_number_by_person on person_number (person_id, recorded_at desc) include (number_sealed);

create trigger person_redraws_circle after update on person for each row
  when (old.is_protected is distinct from new.is_protected)
  execute function draw_circle_of_changed('person_id');

do $$
declare
  table_name text;
begin
  foreach table_name in array array['person_name', 'person_number'] loop
    execute format('alter policy %I on %I using (%s)', table_name || '_is_read_by', table_name,
      by_role_or($roles$'system'$roles$, format(
        'exists (select from circle where circle.subject_id = %I.person_id and circle.is_told offset 0)',
        table_name)));
  end loop;
end
$$;
