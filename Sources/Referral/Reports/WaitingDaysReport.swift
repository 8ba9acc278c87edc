public import Afklaring
public import Postgres

/// Færdigbehandlingsdage: waiting days, how long those waited who left, and what the days cost. Source: domain.md 4.1.
public enum WaitingDaysReport: Report {
  public static let name = "waiting-days"
  public static let groups: [ReportGroup] = [.municipality, .region, .ward] + ReportGroup.periods

  public static func table(
    _ request: ReportRequest, knownAt: Instant, in transaction: Transaction
  ) async throws -> ReportTable {
    let rows = try await transaction.query(
      """
      select
        case when not is_total then group_values end as group_values,
        admissions, waiting_days, ongoing, ended, mean_days::text, median_days::text, p90_days::text,
        case when not amount_region_missing then round(amount_region, 2)::text end as amount_region,
        case when not amount_state_missing then round(amount_state, 2)::text end as amount_state
      from waiting_days_report(
        \(request.from), \(request.to), \(request.asOf), \(knownAt), \(request.by.map(\.rawValue)))
      order by is_total, group_values collate "C"
      """)
    return ReportTable(
      columns: request.by.map(\.rawValue) + columns, rows: try rows.map { try cells(of: $0, by: request.by) })
  }

  private static let columns = [
    "admissions", "waiting_days", "ongoing", "ended", "mean_days", "median_days", "p90_days", "amount_region",
    "amount_state",
  ]

  private static func cells(of row: Row, by groups: [ReportGroup]) throws -> [ReportCell] {
    let counts = try columns[..<4].map { ReportCell.count(try row($0)) }
    let lengths = try columns[4..<7].map { ReportCell.decimal(orEmpty: try row($0)) }
    let amounts = try columns[7...].map { column in
      let amount: String? = try row(column)
      return amount.map(ReportCell.decimal) ?? .mark(.missing)
    }
    return ReportCell.groups(groups, try row("group_values")) + counts + lengths + amounts
  }
}
