import Postgres

/// The schema as text: tables with their columns, constraints, triggers, indexes and policies, views, functions.
enum SchemaText {
  static func of(_ owner: Pool) async throws -> String {
    var text = "-- The whole schema, as the migrations make it. Written by a test; renewed by bin/golden.\n"
    for row in try await owner.query(lines) { text += try row.decode(String.self) + "\n" }
    return text
  }

  private static var lines: SQL {
    """
    with own_table as (
      select pg_class.oid, pg_class.relname::text as name, pg_class.relkind
      from pg_class
      where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind in ('r', 'v')
        and not exists (select from pg_depend where pg_depend.objid = pg_class.oid and pg_depend.deptype = 'e')
    ),
    line as (
      select 1 as part, own_table.name, 0 as place, '' as tail,
        E'\\n' || case own_table.relkind when 'r' then 'table ' else 'view ' end || own_table.name as text
      from own_table
      union all
      select 1, own_table.name, pg_attribute.attnum, '',
        '  ' || pg_attribute.attname || ' ' || format_type(pg_attribute.atttypid, pg_attribute.atttypmod)
        || case when pg_attribute.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid), '')
      from own_table
      join pg_attribute on pg_attribute.attrelid = own_table.oid and pg_attribute.attnum > 0
        and not pg_attribute.attisdropped
      left join pg_attrdef on pg_attrdef.adrelid = own_table.oid and pg_attrdef.adnum = pg_attribute.attnum
      union all
      select 1, own_table.name, 1000, pg_constraint.conname,
        '  constraint ' || pg_constraint.conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
      from own_table
      join pg_constraint on pg_constraint.conrelid = own_table.oid and pg_constraint.contype <> 't'
      union all
      select 1, own_table.name, 2000, pg_trigger.tgname, '  ' || pg_get_triggerdef(pg_trigger.oid)
      from own_table
      join pg_trigger on pg_trigger.tgrelid = own_table.oid and not pg_trigger.tgisinternal
      union all
      select 1, own_table.name, 3000, pg_indexes.indexname, '  ' || pg_indexes.indexdef
      from own_table
      join pg_indexes on pg_indexes.schemaname = 'public' and pg_indexes.tablename = own_table.name
      where not exists (select from pg_constraint where pg_constraint.conname = pg_indexes.indexname)
      union all
      select 1, own_table.name, 3500, pg_policy.polname,
        '  policy ' || pg_policy.polname || ' for '
        || case pg_policy.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
             when 'd' then 'delete' else 'all' end
        || coalesce(' using ' || pg_get_expr(pg_policy.polqual, pg_policy.polrelid), '')
        || coalesce(' with check ' || pg_get_expr(pg_policy.polwithcheck, pg_policy.polrelid), '')
      from own_table
      join pg_policy on pg_policy.polrelid = own_table.oid
      union all
      select 1, own_table.name, 4000, '', '  as ' || pg_get_viewdef(own_table.oid)
      from own_table
      where own_table.relkind = 'v'
      union all
      select 2, pg_proc.proname, 0, pg_get_function_identity_arguments(pg_proc.oid),
        'function ' || pg_proc.proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')'
      from pg_proc
      where pg_proc.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend where pg_depend.objid = pg_proc.oid and pg_depend.deptype = 'e')
    )
    select line.text
    from line
    order by line.part, line.name collate "C", line.place, line.tail collate "C"
    """
  }
}
