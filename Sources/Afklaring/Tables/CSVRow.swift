/// One record of a CSV file, and where it stands.
public struct CSVRecord: Sendable, Equatable {
  /// The physical line where the record starts; the first line of the file is 1.
  public let line: Int
  /// The fields in the order of the file, without their quotes.
  public let fields: [String]

  public init(line: Int, fields: [String]) {
    self.line = line
    self.fields = fields
  }
}

/// What stands on a line of a CSV file: a record, or one that does not fit the header.
public enum CSVRow: Sendable, Equatable {
  /// A record with as many fields as the header, and the header itself.
  case record(CSVRecord)
  /// A record with another number of fields than the header; those after it can still be read.
  case wrongFieldCount(line: Int, expected: Int, found: Int)
}

/// How much a CSV file may ask for.
public struct CSVLimits: Sendable, Equatable {
  public var fieldBytes: Int
  public var columns: Int

  /// - Parameters:
  ///   - fieldBytes: the longest field, in bytes without its outer quotes; 64 KiB.
  ///   - columns: the most columns; 200.
  public init(fieldBytes: Int = 65_536, columns: Int = 200) {
    self.fieldBytes = fieldBytes
    self.columns = columns
  }
}

/// What stands between fields.
public enum CSVSeparator: UInt8, Sendable {
  case comma = 0x2C
  case semicolon = 0x3B
}
