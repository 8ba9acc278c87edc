-- Every report of the whole country, `NAME_report_of_all`: for whoever counts, and sees figures instead of rows. It reads as
-- the owner, past the walls, for one claim that is checked once; so that nothing but the figures is seen, and the tables are
-- read by several processes at once, which a wall does not let PostgreSQL do.
-- Counting persons takes as long as the rest: persons is null unless counts_persons.
do $$
declare
  report record;
begin
  for report in
    select
      pg_proc.proname as name, pg_get_function_arguments(pg_proc.oid) as arguments,
      pg_get_function_result(pg_proc.oid) as result,
      (select string_agg(quote_ident(argument.name), ', ' order by argument.position)
        from unnest(pg_proc.proargnames, pg_proc.proargmodes::text[]) with ordinality as argument (name, mode, position)
        where argument.mode = 't' and argument.name <> 'persons') as columns
    from pg_proc
    where pg_proc.pronamespace = 'public'::regnamespace and pg_proc.proname like '%\_report'
  loop
    execute format('drop function if exists %I(date, date, timestamptz, timestamptz, text[], boolean)',
      report.name || '_of_all');
    execute format(
      $function$
        create function %1$I(%2$s, counts_persons boolean) returns %3$s
        language plpgsql stable security definer set search_path = public, pg_temp as $body$
        #variable_conflict use_column
        begin
          if actor_role() in ('system', 'reporting') and counts_persons then
            return query select %4$s, persons from %5$I(from_day, to_day, as_of, known_at, groups);
          elsif actor_role() in ('system', 'reporting') then
            return query select %4$s, null::bigint[] from %5$I(from_day, to_day, as_of, known_at, groups);
          end if;
        end
        $body$
      $function$,
      report.name || '_of_all', report.arguments, report.result, report.columns, report.name);
  end loop;
end
$$;
