import Afklaring
import Testing

@Suite struct `Reading CSV` {
  static let readable: [(String, [[String]])] = [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a;b\n1,5;x\n", [["a", "b"], ["1,5", "x"]]),
    ("a,b\nsofa;bed,x\n", [["a", "b"], ["sofa;bed", "x"]]),
    ("\"a;x\",b\n1,2\n", [["a;x", "b"], ["1", "2"]]),
    ("\"a,x\";b\n1;2\n", [["a,x", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ("a\n1\n2\n", [["a"], ["1"], ["2"]]),
    ("a\n1;2\n", [["a"], ["1;2"]]),
    ("a", [["a"]]),
    ("a,b\n,\n", [["a", "b"], ["", ""]]),
    ("a,b\n\"\",\"\"\n", [["a", "b"], ["", ""]]),
    ("a\n\"\"\nx\n", [["a"], [""], ["x"]]),
    ("a,b\n\"1\",\"2\"", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"say \"\"hej\"\"\",2\n", [["a", "b"], ["say \"hej\"", "2"]]),
    ("a,b\n\"\"\"\",2\n", [["a", "b"], ["\"", "2"]]),
    ("a,b\n\"1\n2\r\n3\r4\",x\n", [["a", "b"], ["1\n2\r\n3\r4", "x"]]),
    ("a,b\n\"1,2;3\",x\n", [["a", "b"], ["1,2;3", "x"]]),
    ("a,b\n 1 , 2 \n", [["a", "b"], [" 1 ", " 2 "]]),
    ("\n\r\n\ra,b\n\n1,2\n\n\n", [["a", "b"], ["1", "2"]]),
    ("navn,by\nSøren Ærø,Århus 👩‍⚕️\n", [["navn", "by"], ["Søren Ærø", "Århus 👩‍⚕️"]]),
    ("a,b\n1,\u{FEFF}2\n", [["a", "b"], ["1", "\u{FEFF}2"]]),
  ]

  @Test(arguments: readable)
  func `fields come out as they were meant, however the file is cut`(file: String, expected: [[String]]) throws {
    for size in [1, 2, 3, 5, 1000] {
      #expect(try rows(Array(file.utf8), pieces: size).compactMap(\.fields) == expected)
    }
  }

  static let refused: [(String, CSVError)] = [
    ("", .empty), ("\n\r\n", .empty), ("\u{FEFF}", .empty), ("\u{FEFF}\n", .empty),
    ("a,b;c\n", .twoSeparators(line: 1)), ("\n\"a,x\";b,c\n", .twoSeparators(line: 2)),
    ("a,b\n1,\0\n", .nulByte(line: 2)), ("a,b\n1,\"\n\0\"\n", .nulByte(line: 3)),
    ("a,b\n1,2\n\"x\n\n\ny,2\n", .unterminatedQuote(line: 3)),
    ("a,b\n\"x\ny\",\"z\n", .unterminatedQuote(line: 3)),
    ("a,b\n\"x\"y,2\n", .textAfterQuote(line: 2)), ("a,b\n\"x\" ,2\n", .textAfterQuote(line: 2)),
    ("a,b\n\"x\";,2\n", .textAfterQuote(line: 2)), ("a,b\n\"x\n\"y,2\n", .textAfterQuote(line: 3)),
    ("a,b\nx\"y\",2\n", .quoteInsideField(line: 2)), ("a, \"b\"\n", .quoteInsideField(line: 1)),
  ]

  @Test(arguments: refused)
  func `what is not CSV is refused with its line`(file: String, error: CSVError) {
    for size in [1, 2, 3, 1000] {
      #expect(throws: error) { try rows(Array(file.utf8), pieces: size) }
    }
  }

  static let notUTF8: [([UInt8], Int)] = [
    ([0xFF, 0xFE, 0x61, 0x0A], 1),
    (Array("a,b\n1,S".utf8) + [0xF8] + Array("ren\n".utf8), 2),
    (Array("a,b\n\"1\n2\r\n3".utf8) + [0xC3] + Array("\",x\n".utf8), 4),
    (Array("a,b\n1,2\n1,".utf8) + [0xC3], 3),
    (Array("a,b\n1,".utf8) + [0xED, 0xA0, 0x80, 0x0A], 2),
  ]

  @Test(arguments: notUTF8)
  func `what is not UTF-8 is refused with its line`(file: [UInt8], line: Int) {
    for size in [1, 2, 1000] {
      #expect(throws: CSVError.invalidUTF8(line: line)) { try rows(file, pieces: size) }
    }
  }

  @Test(arguments: [1, 2, 7, 1000])
  func `each record knows the line where it starts`(size: Int) throws {
    let file = "\na,b\r\n1,2\n\n\"x\r\ny\r\rz\",4\r5,6\n1,2,3\n\"7\",8"
    let lines = try rows(Array(file.utf8), pieces: size).map(\.line)
    #expect(lines == [2, 3, 5, 9, 10, 11])
  }

  @Test func `a row that does not fit the header does not end the file`() throws {
    let found = try rows(Array("a,b,c\n1,2\n1,2,3\n1,2,3,4\nx\n4,5,6\n".utf8), pieces: 4)
    #expect(
      found == [
        .record(CSVRecord(line: 1, fields: ["a", "b", "c"])), .wrongFieldCount(line: 2, expected: 3, found: 2),
        .record(CSVRecord(line: 3, fields: ["1", "2", "3"])), .wrongFieldCount(line: 4, expected: 3, found: 4),
        .wrongFieldCount(line: 5, expected: 3, found: 1), .record(CSVRecord(line: 6, fields: ["4", "5", "6"])),
      ])
  }

  @Test func `rows before an error are delivered`() {
    var reader = CSVReader()
    var lines: [Int] = []
    #expect(throws: CSVError.nulByte(line: 3)) {
      try reader.feed(Array("a,b\n1,2\n\0".utf8)) { lines.append($0.line) }
    }
    #expect(lines == [1, 2])
  }

  @Test(arguments: [("a,b\n", CSVSeparator.comma), ("a;b\n", .semicolon), ("a\n", nil)])
  func `the header tells the separator`(file: String, separator: CSVSeparator?) throws {
    var reader = CSVReader()
    try reader.feed(Array(file.utf8)) { _ in }
    try reader.finish { _ in }
    #expect(reader.separator == separator)
  }

  @Test(arguments: [1, 3, 100])
  func `fields and columns have limits`(size: Int) throws {
    let limits = CSVLimits(fieldBytes: 4, columns: 3)
    #expect(try rows(Array("aaaa,\"b\"\"\"\"b\",c\n".utf8), pieces: size, limits).count == 1)
    #expect(throws: CSVError.fieldTooLong(line: 2, limit: 4)) {
      try rows(Array("a,b\n\"1\n234\",x\n".utf8), pieces: size, limits)
    }
    #expect(throws: CSVError.fieldTooLong(line: 1, limit: 4)) { try rows(Array("aaaaa".utf8), pieces: size, limits) }
    #expect(throws: CSVError.tooManyColumns(line: 2, limit: 3)) {
      try rows(Array("a,b,c\n1,2,3,4\n".utf8), pieces: size, limits)
    }
  }

  @Test func `by default a field may have 64 KiB and a file 200 columns`() throws {
    let field = String(repeating: "x", count: 65_536)
    #expect(try rows(Array("a\n\(field)\n".utf8), pieces: 1000).count == 2)
    #expect(throws: CSVError.fieldTooLong(line: 2, limit: 65_536)) {
      try rows(Array("a\n\(field)x\n".utf8), pieces: 1000)
    }
    let columns = Array(repeating: "c", count: 200).joined(separator: ",")
    #expect(try rows(Array(columns.utf8), pieces: 1000).count == 1)
    #expect(throws: CSVError.tooManyColumns(line: 1, limit: 200)) {
      try rows(Array("\(columns),c".utf8), pieces: 1000)
    }
  }
}

func rows(_ file: [UInt8], pieces size: Int, _ limits: CSVLimits = CSVLimits()) throws -> [CSVRow] {
  var reader = CSVReader(limits)
  var rows: [CSVRow] = []
  for start in stride(from: 0, to: file.count, by: size) {
    try reader.feed(file[start..<min(start + size, file.count)]) { rows.append($0) }
  }
  try reader.finish { rows.append($0) }
  return rows
}

extension CSVRow {
  var fields: [String]? {
    guard case .record(let record) = self else { return nil }
    return record.fields
  }

  var line: Int {
    switch self {
    case .record(let record): record.line
    case .wrongFieldCount(let line, _, _): line
    }
  }
}
