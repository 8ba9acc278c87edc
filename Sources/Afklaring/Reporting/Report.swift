internal import Postgres

/// Rapport: one of the figures of `formats/reports.md`. Its one definition is a function in `sql/views`, `NAME_report(from,
/// to, as_of, known_at, groups)`, whose rows begin with `is_total` and `group_values` and end with `persons`. It counts what
/// its reader sees; `NAME_report_of_all`, made from it, counts everything for whoever sees no rows.
public protocol Report: Sendable {
  /// As on the command line: `waiting-days`.
  static var name: String { get }
  /// What it can be divided by; another group, or one twice, is refused.
  static var groups: [ReportGroup] { get }
  static var columns: [ReportColumn] { get }
  /// What is counted, in Danish, for whoever reads the figures.
  static var definition: String { get }
  /// Which figure gives away another: it is hidden with that one.
  static var restingOn: [String: [String]] { get }
  /// Columns of a row that are the sum of others.
  static var sums: [String: [String]] { get }
  /// Which of its groups add up to which other, beside those that do so in every report.
  static var nesting: [ReportGroup: ReportGroup] { get }
}

extension Report {
  public static var sums: [String: [String]] { [:] }
  public static var nesting: [ReportGroup: ReportGroup] { [:] }
}

/// One row of a report, and how many persons stand behind each of its cells.
struct CountedRow: Sendable {
  /// Nil for the total.
  let values: [String]?
  var cells: [ReportCell]
  /// -1 where a figure is not about persons.
  let persons: [Int]
}

extension [any Report.Type] {
  /// - Throws: `ReportRequestError.unknownReport` with the names that are allowed.
  public func named(_ name: String) throws(ReportRequestError) -> any Report.Type {
    guard let report = first(where: { $0.name == name }) else {
      throw .unknownReport(allowed: map { $0.name })
    }
    return report
  }
}

extension Database {
  /// Answers a report from one state of the database, and says from what had been recorded by when.
  ///
  /// - Parameters:
  ///   - actor: whose rows are counted; `reporting` and `system` count all.
  ///   - isSuppressed: whether figures that rest on few persons are hidden.
  public func answer(
    _ report: any Report.Type, _ request: ReportRequest, isSuppressed: Bool = false, as actor: Actor
  ) async throws -> ReportAnswer {
    if isSuppressed && !request.isOfWholeMonths { throw ReportRequestError.notWholeMonths }
    let cutoff = try await Recording.cutoff(in: self)
    let knownAt = min(request.knownAt ?? cutoff, cutoff)
    let rows = try await reading(as: actor) { transaction in
      // Compiling the statement takes PostgreSQL longer than running it; and how it is run follows from what is asked.
      transaction.later(
        """
        select set_config('jit', 'off', true), set_config('work_mem', '128MB', true),
          set_config('plan_cache_mode', 'auto', true)
        """)
      let reading = ReportReading(
        report: report, request: request, knownAt: knownAt, isOfAll: actor.countsAll, transaction: transaction)
      return isSuppressed
        ? try await Suppression.rows(of: reading) : try await reading.rows(by: request.by, countsPersons: false)
    }
    let table = ReportTable(
      columns: request.by.map(\.rawValue) + report.columns.map(\.name),
      rows: rows.map { ReportCell.groups(request.by, $0.values) + $0.cells })
    return ReportAnswer(
      report: report.name, definition: report.definition, request: request, knownAt: knownAt, table: table)
  }
}
