internal import Postgres

/// The temporary tables of one import, made from the kind's columns: no cell of the file is ever part of a statement.
struct ImportTables {
  let kind: ImportKind

  /// The good rows of the file, each cell in its canonical form.
  var createStaged: SQL {
    let cells = kind.columns.map { "\($0.field) text" }
    let key = kind.keyFields.joined(separator: " || '|' || ")
    return SQL(
      trusted: """
        create temp table staged_row (
          line int not null,
          \((cells + sealedColumns.map { "\($0.name) \($0.type)" }).joined(separator: ", ")),
          natural_key text generated always as (\(key)) stored) on commit drop
        """)
  }

  var copyStaged: SQL {
    let columns = ["line"] + kind.columns.map(\.field) + sealedColumns.map(\.name)
    return SQL(trusted: "copy staged_row (\(columns.joined(separator: ", "))) from stdin")
  }

  /// Two rows of the file about the same thing.
  var repeatedKeys: ImportCheck {
    ImportCheck(
      SQL(
        trusted: """
          select repeated.line, '\(kind.key[0])', 'stands in line ' || repeated.first_line || ' already'
          from (
            select line, min(line) over (partition by natural_key) as first_line from staged_row
          ) as repeated
          where repeated.line > repeated.first_line
          """))
  }

  /// The rows that are not what was imported last, with that (`earlier`), and the thing that they are about.
  var createChanged: SQL {
    let members = kind.columns.map { "'\($0.field)', staged_row.\($0.field)" }
    let columns = ["line", "natural_key"] + kind.columns.map(\.field) + sealedColumns.map(\.name)
    return """
      create temp table changed_row on commit drop as
      with written as (
        select
          \(list(columns.map { "staged_row.\($0)" })),
          jsonb_strip_nulls(jsonb_build_object(\(list(members)))) as cells
        from staged_row
        -- Or the cells are put together once for every place that names them.
        offset 0
      )
      select
        \(list((columns + ["cells"]).map { "written.\($0)" })),
        imported_row.cells as earlier, gen_random_uuid() as new_subject_id,
        coalesce(\(kind.subject), imported_row.subject_id) as known_subject_id
      from written
      left join imported_row
        on imported_row.kind = \(literal(kind.name)) and imported_row.natural_key = written.natural_key
      where imported_row.cells is distinct from written.cells
      """
  }

  /// Beside what the database holds now: a cell that the file leaves as it was keeps what the program made of it; one
  /// that both have changed, each in its way, is in conflict.
  var createArrival: SQL {
    // A part that an import makes has the id of the whole.
    let parts = kind.parts.map { "coalesce(present.\($0), candidate.subject_id) as \($0)" }
    let plain = ["changed_row.line", "changed_row.earlier"]
    let known = kind.holdsPersons ? ["changed_row.born_on", "changed_row.sex"] : []
    let cells = kind.columns.map { "\(mergedCell($0)) as \($0.field)" }
    let typed = kind.columns.flatMap { $0.shape.typed($0.field) }
    let kept = [
      "line", "earlier", "subject_id", "is_new", "is_changed", "is_removed", "conflicts",
    ]
    return """
      create temp table arrival on commit drop as
      with merged as (
        select
          \(list(plain + known + cells + parts)),
          candidate.subject_id,
          present.subject_id is null as is_new,
          present.subject_id is null and changed_row.earlier is not null as is_removed,
          present.subject_id is not null and (\(any(kind.columns.map(differs)))) as is_changed,
          array_remove(array[\(list(kind.columns.map(conflict)))], null) as conflicts
        from changed_row
        left join \(SQL(trusted: "export_" + kind.name)) as present on present.subject_id = changed_row.known_subject_id
        cross join lateral (
          select coalesce(present.subject_id, changed_row.new_subject_id) as subject_id
        ) as candidate
      )
      select \(list(kept.map { "merged.\($0)" } + kind.parts.map { "merged.\($0)" } + typed + kind.links.columns))
      from merged
      \(kind.links.joins)
      """
  }

  /// What the program has changed since the last import, and the file as well.
  var conflicts: [ImportCheck] {
    [
      ImportCheck(
        """
        select arrival.line, conflict.column_name,
          'a conflict: the program has corrected this since the last import, and the file has changed it as well'
        from arrival
        cross join unnest(arrival.conflicts) as conflict (column_name)
        """),
      .row(
        kind.key[0], "a conflict: the program has removed this since the last import, and the file has changed it",
        when: "arrival.is_removed"),
    ]
  }

  /// What was imported last is, from now on, what the file says.
  var remember: SQL {
    """
    insert into imported_row (kind, natural_key, cells, subject_id, imported_at)
    select \(literal(kind.name)), changed_row.natural_key, changed_row.cells, arrival.subject_id, now()
    from changed_row
    join arrival on arrival.line = changed_row.line
    on conflict (kind, natural_key) do update
    set cells = excluded.cells, subject_id = excluded.subject_id, imported_at = excluded.imported_at
    """
  }

  // MARK: One column

  private func mergedCell(_ column: ImportColumn) -> String {
    let field = column.field
    return """
      case when present.subject_id is not null and changed_row.\(field) is not distinct from changed_row.earlier ->> '\(field)'
        then present.\(field) else changed_row.\(field) end
      """
  }

  private func differs(_ column: ImportColumn) -> String {
    "(\(mergedCell(column))) is distinct from present.\(column.field)"
  }

  private func conflict(_ column: ImportColumn) -> String {
    let (field, earlier) = (column.field, "changed_row.earlier ->> '\(column.field)'")
    return """
      case when present.subject_id is not null and changed_row.\(field) is distinct from present.\(field)
        and changed_row.\(field) is distinct from \(earlier) and present.\(field) is distinct from \(earlier)
        then '\(column.name)' end
      """
  }

  private var sealedColumns: [(name: String, type: String)] {
    kind.columns.flatMap { column -> [(name: String, type: String)] in
      switch column.shape.kind {
      case .text, .day, .instant, .wholeNumber, .amount, .words, .answers, .yesOrNo: []
      case .personNumber: [("number_sealed", "bytea"), ("born_on", "date"), ("sex", "text")]
      case .personName: [("name_sealed", "bytea")]
      }
    }
  }

  private func list(_ items: [String]) -> SQL { SQL(trusted: items.joined(separator: ", ")) }
  private func any(_ conditions: [String]) -> SQL { SQL(trusted: conditions.joined(separator: " or ")) }
  private func literal(_ word: String) -> SQL { SQL(trusted: "'\(word)'") }
}
