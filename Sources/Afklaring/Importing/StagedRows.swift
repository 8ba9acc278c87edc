internal import Postgres
internal import Synchronization

/// The rows of a file in COPY's format, a piece at a time: memory does not grow with the file.
///
/// A row with a cell that cannot be read is left out, and what is wrong with it is noted in `reading`.
struct StagedRows: AsyncSequence, Sendable {
  let kind: ImportKind
  let path: String
  let keys: Keyring
  let reading: ImportReading

  func makeAsyncIterator() -> Iterator {
    Iterator(rows: CSVFile.records(path).makeAsyncIterator(), staged: self)
  }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate var rows: CSVRows.Iterator
    fileprivate let staged: StagedRows
    private var header: ImportHeader?

    fileprivate init(rows: CSVRows.Iterator, staged: StagedRows) {
      (self.rows, self.staged) = (rows, staged)
    }

    mutating func next() async throws -> [UInt8]? {
      let header = try await readHeader()
      let reader = ImportRowReader(staged.kind, header, separator: rows.separator, keys: staged.keys)
      var piece = CopyRows()
      var (remarks, count) = ([RowRemark](), 0)
      while piece.bytes.count < 65_536, let row = try await rows.next(isolation: nil) {
        count += 1
        switch row {
        case .record(let record):
          if let cells = try reader.cells(of: record, &remarks) { piece.append(cells) }
        case .wrongFieldCount(let line, let expected, let found):
          remarks.append(
            RowRemark(line: line, column: nil, reason: "as many fields as the header, \(expected); it has \(found)"))
        }
        if remarks.count >= RowRemarks.limit { break }
      }
      staged.reading.add(remarks, rows: count)
      return count == 0 ? nil : piece.bytes
    }

    private mutating func readHeader() async throws -> ImportHeader {
      if let header { return header }
      let read = try ImportHeader(await rows.header().fields, of: staged.kind)
      header = read
      return read
    }
  }
}

/// How far the reading has come, and what could not be read.
final class ImportReading: Sendable {
  private let state = Mutex((rows: 0, remarks: RowRemarks()))
  private let progress: @Sendable (Int) -> Void

  private static let step = 10_000

  /// - Parameter progress: is told at every ten thousand rows how many were read.
  init(progress: @escaping @Sendable (Int) -> Void) {
    self.progress = progress
  }

  var rows: Int { state.withLock(\.rows) }
  var remarks: RowRemarks { state.withLock(\.remarks) }

  func add(_ remarks: [RowRemark], rows: Int) {
    let (before, now) = state.withLock { state in
      let before = state.rows
      state.rows += rows
      for remark in remarks { state.remarks.add(remark) }
      return (before, state.rows)
    }
    if now / Self.step > before / Self.step { progress(now / Self.step * Self.step) }
  }
}
