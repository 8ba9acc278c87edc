public import Postgres

/// Slags fil: everything that tells one kind of imported file from another.
///
/// An import runs in this order: cells are read in Swift; good rows go by COPY to `staged_row`; those that differ from
/// what was imported last stand in `changed_row`; `prepare` makes what they refer to; beside what the database holds now
/// (`export_<name>`) they become `arrival`, typed and linked; `refusals` and `warnings` are asked; `merge` writes.
public struct ImportKind: Sendable {
  /// As on the command line, and in the name of the view `export_<name>`.
  public let name: String
  public let columns: [ImportColumn]
  /// The names of the columns that tell one row from another.
  let key: [String]
  /// Finds the thing that a row (`written`) is about; null where there is none.
  let subject: SQL
  /// Columns of the export view beside the cells, which the merge needs.
  let parts: [String]
  /// Statements on `changed_row`: what is made where it is not met before.
  let prepare: [SQL]
  /// What a typed row is linked with: further columns, and the joins on `merged` that they come from.
  let links: (columns: [String], joins: SQL)
  let refusals: [ImportCheck]
  let warnings: [ImportCheck]
  /// Statements on `arrival`.
  let merge: [SQL]
  /// What the database's constraints mean where one speaks in spite of the checks.
  let rules: [String: String]

  public init(
    _ name: String, columns: [ImportColumn], key: [String], subject: SQL, parts: [String] = [], prepare: [SQL] = [],
    links: (columns: [String], joins: SQL) = ([], ""), refusals: [ImportCheck], warnings: [ImportCheck] = [],
    merge: [SQL], rules: [String: String] = [:]
  ) {
    (self.name, self.columns, self.key, self.subject, self.parts) = (name, columns, key, subject, parts)
    (self.prepare, self.links, self.refusals, self.warnings) = (prepare, links, refusals, warnings)
    (self.merge, self.rules) = (merge, rules)
  }

  var holdsPersons: Bool { columns.contains { $0.shape.isPersonal } }
  var holdsNames: Bool { columns.contains { $0.shape.kind == .personName } }

  /// The columns of the key, in the database.
  var keyFields: [String] { columns.filter { key.contains($0.name) }.map(\.field) }
}
