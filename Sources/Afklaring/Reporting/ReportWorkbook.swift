internal import CXLSXWriter
internal import FoundationEssentials

/// A workbook that could not be made.
public struct WorkbookError: Error, Sendable, CustomStringConvertible {
  public let description: String
}

extension ReportAnswer {
  /// As a workbook: the sheet `data` with the same columns, and `om` with definition, period and cut-off.
  ///
  /// - Throws: `WorkbookError` or the system's error where there is no room for it.
  public func xlsx() throws -> [UInt8] {
    // The library writes files; nobody else reads this one.
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let bytes = Result { try written(to: folder.appending(path: "rapport.xlsx")) }
    try FileManager.default.removeItem(at: folder)
    return try bytes.get()
  }

  private func written(to file: URL) throws -> [UInt8] {
    let workbook = workbook_new(file.path)
    // The same answer is the same file.
    var properties = lxw_doc_properties()
    properties.created = time_t(knownAt.microsecondsSinceEpoch / 1_000_000)
    workbook_set_properties(workbook, &properties)
    Sheet(workbook, "data").write(table)
    Sheet(workbook, "om").write(about)
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR else { throw WorkbookError(description: String(cString: lxw_strerror(status))) }
    return Array(try Data(contentsOf: file))
  }

  private var about: [(String, String)] {
    [
      ("Rapport", report), ("Definition", definition), ("Fra", "\(request.from)"), ("Til og med", "\(request.to)"),
      ("Fordelt på", request.by.map(\.rawValue).joined(separator: ", ")), ("Opgjort pr.", "\(request.asOf)"),
      ("Registreret senest", "\(knownAt)"),
    ]
  }
}

private struct Sheet {
  private let worksheet: UnsafeMutablePointer<lxw_worksheet>?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>?, _ name: String) {
    worksheet = workbook_add_worksheet(workbook, name)
  }

  func write(_ table: ReportTable) {
    for (column, name) in table.columns.enumerated() { write(name, 0, column) }
    for (row, cells) in table.rows.enumerated() {
      for (column, cell) in cells.enumerated() { write(cell, row + 1, column) }
    }
    worksheet_set_column(worksheet, 0, lxw_col_t(max(table.columns.count, 1) - 1), 16, nil)
    worksheet_freeze_panes(worksheet, 1, 0)
  }

  func write(_ lines: [(String, String)]) {
    for (row, line) in lines.enumerated() {
      write(line.0, row, 0)
      write(line.1, row, 1)
    }
    worksheet_set_column(worksheet, 0, 0, 20, nil)
    worksheet_set_column(worksheet, 1, 1, 100, nil)
  }

  private func write(_ cell: ReportCell, _ row: Int, _ column: Int) {
    switch cell {
    case .empty: break
    case .count(let number): write(Double(number), row, column)
    case .decimal(let text): Double(text).map { write($0, row, column) }
    case .text(let text): write(text, row, column)
    case .mark(let mark): write(mark.rawValue, row, column)
    }
  }

  private func write(_ number: Double, _ row: Int, _ column: Int) {
    worksheet_write_number(worksheet, lxw_row_t(row), lxw_col_t(column), number, nil)
  }

  private func write(_ text: String, _ row: Int, _ column: Int) {
    worksheet_write_string(worksheet, lxw_row_t(row), lxw_col_t(column), text, nil)
  }
}
