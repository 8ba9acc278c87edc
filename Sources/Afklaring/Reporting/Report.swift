public import Postgres

/// Rapport: one of the figures of `formats/reports.md`, from its one definition in `sql/views`.
public protocol Report: Sendable {
  /// As on the command line: `waiting-days`.
  static var name: String { get }
  /// What it can be divided by; another group, or one twice, is refused.
  static var groups: [ReportGroup] { get }

  /// - Parameter knownAt: only what had been recorded by then counts.
  static func table(
    _ request: ReportRequest, knownAt: Instant, in transaction: Transaction
  ) async throws -> ReportTable
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
  /// - Parameter actor: whose rows are counted; `reporting` and `system` count all.
  public func answer(
    _ report: any Report.Type, _ request: ReportRequest, as actor: Actor
  ) async throws -> ReportAnswer {
    let cutoff = try await Recording.cutoff(in: self)
    let knownAt = min(request.knownAt ?? cutoff, cutoff)
    let table = try await reading(as: actor) { transaction in
      // Compiling the statement takes PostgreSQL longer than running it; and how it is run follows from what is asked.
      transaction.later(
        """
        select set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
          set_config('plan_cache_mode', 'auto', true)
        """)
      return try await report.table(request, knownAt: knownAt, in: transaction)
    }
    return ReportAnswer(report: report.name, request: request, knownAt: knownAt, table: table)
  }
}
