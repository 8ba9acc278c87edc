-- Whoever counts sees figures and no rows: the functions that count (`NAME_report_of_all`) see them.

do $$
declare
  wall record;
begin
  for wall in
    select policyname, tablename, qual, with_check from pg_policies
    where schemaname = 'public' and concat(qual, with_check) like '%''reporting''%'
  loop
    if wall.qual is not null then
      execute format('alter policy %I on %I using (%s)',
        wall.policyname, wall.tablename, replace(wall.qual, $text$, 'reporting'::text$text$, ''));
    end if;
    if wall.with_check is not null then
      execute format('alter policy %I on %I with check (%s)',
        wall.policyname, wall.tablename, replace(wall.with_check, $text$, 'reporting'::text$text$, ''));
    end if;
  end loop;
end
$$;

create or replace procedure raise_wall_by_circle(table_name text, subject text) language plpgsql as $$
begin
  call raise_wall(
    table_name,
    by_role_or($roles$'system'$roles$, in_circle(table_name, subject)),
    by_role_or($roles$'system'$roles$, in_circle(table_name, subject)));
end
$$;
