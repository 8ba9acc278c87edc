internal import Postgres

/// A report read from one state of the database, divided in one way or another.
struct ReportReading {
  let report: any Report.Type
  let request: ReportRequest
  /// Only what had been recorded by then counts.
  let knownAt: Instant
  /// Whether everything is counted, or what its reader sees.
  let isOfAll: Bool
  let transaction: Transaction

  /// - Parameter countsPersons: counting them takes as long as the rest, and suppression alone asks for them.
  func rows(by groups: [ReportGroup], countsPersons: Bool = true) async throws -> [CountedRow] {
    let function = SQL(trusted: report.name.replacing("-", with: "_") + "_report")
    let asked: SQL = "\(request.from), \(request.to), \(request.asOf), \(knownAt), \(groups.map(\.rawValue))"
    let answer: SQL = isOfAll ? "\(function)_of_all(\(asked), \(countsPersons))" : "\(function)(\(asked))"
    let persons: SQL = countsPersons ? "persons" : "null::bigint[] as persons"
    let rows = try await transaction.query(
      """
      select case when not is_total then group_values end as group_values,
        \(SQL(trusted: report.columns.map(\.selected).joined(separator: ", "))),
        \(persons)
      from \(answer)
      order by is_total, group_values collate "C"
      """)
    return try rows.map { row in
      CountedRow(
        values: try row("group_values"), cells: try report.columns.map { try $0.cell(of: row) },
        persons: try row("persons", as: [Int]?.self) ?? [])
    }
  }
}
