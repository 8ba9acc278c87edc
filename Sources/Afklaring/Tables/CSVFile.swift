/// CSV files on disk.
public enum CSVFile {
  /// The rows of a file, read as they are asked for, 64 KiB at a time: memory does not grow with the file.
  public static func records(_ path: String, limits: CSVLimits = CSVLimits()) -> CSVRows {
    CSVRows(path: path, limits: limits)
  }
}

/// The rows of a CSV file; the first is the header.
///
/// ```swift
/// var rows = CSVFile.records(path).makeAsyncIterator()
/// let columns = try await rows.header().fields
/// while let row = try await rows.next() { … }
/// ```
public struct CSVRows: AsyncSequence, Sendable {
  public typealias Element = CSVRow
  public typealias Failure = CSVError

  let path: String
  let limits: CSVLimits

  public func makeAsyncIterator() -> Iterator {
    Iterator(path: path, reader: CSVReader(limits))
  }

  public struct Iterator: AsyncIteratorProtocol {
    public typealias Element = CSVRow
    public typealias Failure = CSVError

    /// The separator told from the header; nil before, and in a file of one column.
    public var separator: CSVSeparator? { reader.separator }

    private let path: String
    private var reader: CSVReader
    private var source = Source.unopened
    private var waiting: [CSVRow] = []
    private var position = 0
    private var failure: CSVError?

    private enum Source {
      case unopened
      case open(InputFile)
      case ended
    }

    fileprivate init(path: String, reader: CSVReader) {
      self.path = path
      self.reader = reader
    }

    /// The first record, the names of the columns.
    public mutating func header() async throws(CSVError) -> CSVRecord {
      guard case .record(let header) = try await next(isolation: #isolation) else { throw .empty }
      return header
    }

    /// The next row; nil at the end of the file. Rows before an error are delivered before it.
    public mutating func next(isolation: isolated (any _Concurrency.Actor)?) async throws(CSVError) -> CSVRow? {
      while position == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        position = 0
        if let failure { throw failure }
        if case .ended = source { return nil }
        do throws(CSVError) { try fill() } catch { failure = error }
      }
      position += 1
      return waiting[position - 1]
    }

    /// Reads one piece of the file.
    private mutating func fill() throws(CSVError) {
      var read: [CSVRow] = []
      swap(&read, &waiting)
      defer { swap(&read, &waiting) }
      let piece = try nextPiece()
      if piece.isEmpty {
        source = .ended
        try reader.finish { read.append($0) }
      } else {
        try reader.feed(piece) { read.append($0) }
      }
    }

    private mutating func nextPiece() throws(CSVError) -> [UInt8] {
      do throws(InputFileError) {
        return try opened().read(upTo: 65_536)
      } catch {
        throw .unreadable(error)
      }
    }

    private mutating func opened() throws(InputFileError) -> InputFile {
      if case .open(let file) = source { return file }
      let file = try InputFile(path)
      source = .open(file)
      return file
    }
  }
}
