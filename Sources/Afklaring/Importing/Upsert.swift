public import Postgres

/// Writes rows where they are missing and corrects them where they differ; a row that says the same stays as it is, so
/// that no version of it is kept in vain.
public enum Upsert {
  /// - Parameters:
  ///   - key: the primary key's column, and where its value comes from.
  ///   - values: the other columns, and where theirs come from.
  ///   - source: what stands behind `from`.
  public static func into(
    _ table: String, key: (column: String, value: String), _ values: KeyValuePairs<String, String>, from source: SQL
  ) -> SQL {
    let columns = values.map(\.key)
    return """
      insert into \(list([table])) (\(list([key.column] + columns)))
      select \(list([key.value] + values.map(\.value)))
      from \(source)
      on conflict (\(list([key.column]))) do update
      set \(list(columns.map { "\($0) = excluded.\($0)" }))
      where (\(list(columns.map { "\(table).\($0)" }))) is distinct from (\(list(columns.map { "excluded.\($0)" })))
      """
  }

  private static func list(_ items: [String]) -> SQL { SQL(trusted: items.joined(separator: ", ")) }
}
