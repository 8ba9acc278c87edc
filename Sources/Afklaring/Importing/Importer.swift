internal import Postgres

/// Indlæsning: takes a spreadsheet into the database, all of it or nothing.
public struct Importer: Sendable {
  private let database: Database
  private let kinds: [ImportKind]

  public init(_ database: Database, kinds: [ImportKind]) {
    (self.database, self.kinds) = (database, kinds)
  }

  /// - Parameters:
  ///   - dryRun: does everything and takes it back.
  ///   - progress: is told the number of rows read so far.
  /// - Throws: `ImportRefusal`, with nothing written; `PostgresError` where the database cannot be reached.
  public func run(
    kind name: String, path: String, dryRun: Bool = false, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> ImportOutcome {
    let kind = try kinds.named(name)
    let reading = ImportReading(progress: progress)
    let rows = StagedRows(kind: kind, path: path, keys: database.keys, reading: reading)
    do {
      return try await database.transaction(as: .system) { transaction in
        let run = ImportRun(kind: kind, today: database.clock.now.day, transaction: transaction)
        let outcome = try await run.take(rows, isDryRun: dryRun)
        if dryRun { throw TakenBack(outcome: outcome) }
        return outcome
      }
    } catch let dry as TakenBack {
      return dry.outcome
    } catch let error as CSVError {
      var remarks = reading.remarks
      remarks.add(RowRemark(line: nil, column: nil, reason: error.description))
      throw ImportRefusal(remarks)
    } catch let error as PostgresError {
      guard let constraint = error.constraint else { throw error }
      throw ImportRefusal("\(kind.rules[constraint] ?? "the database's rule says no") (\(constraint))")
    }
  }

  /// Takes the transaction of a dry run back.
  private struct TakenBack: Error {
    let outcome: ImportOutcome
  }
}

extension [ImportKind] {
  func named(_ name: String) throws -> ImportKind {
    guard let kind = first(where: { $0.name == name }) else {
      throw ImportRefusal("the kind is one of \(map(\.name).joined(separator: ", "))")
    }
    return kind
  }
}

/// One import within its transaction.
private struct ImportRun {
  let kind: ImportKind
  let today: CalendarDay
  let transaction: Transaction

  private var tables: ImportTables { ImportTables(kind: kind) }
  private static let lockKey = 5_206_111_824

  func take(_ rows: StagedRows, isDryRun: Bool) async throws -> ImportOutcome {
    try await begin()
    try await transaction.query(tables.createStaged)
    let staged = try await transaction.copyIn(tables.copyStaged, rows)
    try await compare()
    try await refuse(rows.reading.remarks)
    let (new, changed) = try await write()
    let warnings = try await remarks(kind.warnings)
    let outcome = ImportOutcome(
      kind: kind.name, new: new, changed: changed, unchanged: staged - new - changed, warnings: warnings,
      isDryRun: isDryRun)
    record(outcome)
    // What is deferred has to be refused in here, where it is still known whose doing it was.
    try await transaction.query("set constraints all immediate")
    return outcome
  }

  /// Imports run one after the other. The transaction shows as a writing one from its start, also while it waits.
  ///
  /// Compiling the wide statements takes PostgreSQL longer than running them (5 s beside 1 s for 100,000 rows).
  private func begin() async throws {
    _ = try await transaction.pipeline([
      """
      select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
        set_config('work_mem', '64MB', true), set_config('jit', 'off', true)
      """,
      "select set_config('afklaring.import_day', \(today.description), true)",
      "select pg_current_xact_id()::text",
      "select pg_advisory_xact_lock(\(Self.lockKey))",
      "set constraints all deferred",
    ])
  }

  private func compare() async throws {
    transaction.later("analyze staged_row")
    transaction.later(tables.createChanged)
    transaction.later("analyze changed_row")
    if kind.holdsPersons { ImportedPersons.statements.forEach(transaction.later) }
    kind.prepare.forEach(transaction.later)
    transaction.later(tables.createArrival)
    try await transaction.query("analyze arrival")
  }

  private func refuse(_ unread: RowRemarks) async throws {
    var found = unread
    let refusals = try await remarks([tables.repeatedKeys] + tables.conflicts + kind.refusals)
    found.add(refusals.first, total: refusals.total)
    guard found.isEmpty else { throw ImportRefusal(found) }
  }

  /// The first hundred rows that the checks find, by line, and how many they are.
  private func remarks(_ checks: [ImportCheck]) async throws -> RowRemarks {
    guard !checks.isEmpty else { return RowRemarks() }
    let rows = try await transaction.query(
      """
      select found.line, found.column_name, found.reason, count(*) over ()
      from (\(ImportCheck.select(checks, quoting: !kind.holdsPersons))) as found (line, column_name, reason)
      order by found.line, found.column_name, found.reason
      limit \(RowRemarks.limit)
      """)
    var (remarks, total) = ([RowRemark](), 0)
    for row in rows {
      let (line, column, reason, count) = try row.decode(Int.self, String.self, String.self, Int.self)
      remarks.append(RowRemark(line: line, column: column, reason: reason))
      total = count
    }
    return RowRemarks(remarks, total: total)
  }

  /// - Returns: how many rows were new and how many changed something.
  private func write() async throws -> (new: Int, changed: Int) {
    kind.merge.forEach(transaction.later)
    if kind.holdsPersons { transaction.later(ImportedPersons.complete) }
    transaction.later(tables.remember)
    let counts = try await transaction.query(
      "select count(*) filter (where is_new), count(*) filter (where is_changed) from arrival")
    return try counts[0].decode(Int.self, Int.self)
  }

  private func record(_ outcome: ImportOutcome) {
    JournalEntry.imported(outcome).record(by: .system, in: transaction)
  }
}

extension JournalEntry {
  /// An import: how many rows it took.
  static func imported(_ outcome: ImportOutcome) -> JournalEntry {
    JournalEntry(
      kind: .change, action: "import-\(outcome.kind)", subject: .none, person: nil,
      details: [
        "new": "\(outcome.new)", "changed": "\(outcome.changed)", "unchanged": "\(outcome.unchanged)",
        "warnings": "\(outcome.warnings.total)",
      ])
  }
}
