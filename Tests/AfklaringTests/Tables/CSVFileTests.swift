import Afklaring
import Foundation
import Testing

@Suite struct `CSV files on disk` {
  @Test func `a file larger than one read comes whole`() async throws {
    let note = String(repeating: "Ærø \"x\"\n", count: 100)
    var writer = CSVWriter()
    writer.write(["ref", "note"])
    for number in 0..<500 { writer.write(["\(number)", note]) }
    try await withFile(writer.drain()) { path in
      var rows = CSVFile.records(path).makeAsyncIterator()
      #expect(try await rows.header().fields == ["ref", "note"])
      #expect(rows.separator == .comma)
      var count = 0
      while let row = try await rows.next() {
        guard case .record(let record) = row else { continue }
        #expect(record.fields == ["\(count)", note])
        #expect(record.line == 2 + count * 101)
        count += 1
      }
      #expect(count == 500)
    }
  }

  @Test func `a file is a sequence of rows, and may be read again`() async throws {
    try await withFile(Array("a,b\n1\n1,2".utf8)) { path in
      let rows = CSVFile.records(path)
      for _ in 0..<2 {
        var lines: [Int] = []
        for try await row in rows { lines.append(row.line) }
        #expect(lines == [1, 2, 3])
      }
    }
  }

  @Test func `rows before an error come first, the error again and again`() async throws {
    try await withFile(Array("a,b\n1,2\n\"".utf8)) { path in
      var rows = CSVFile.records(path).makeAsyncIterator()
      let delivered = [try await rows.next(), try await rows.next()]
      #expect(delivered.map(\.?.line) == [1, 2])
      await #expect(throws: CSVError.unterminatedQuote(line: 3)) { try await rows.next() }
      await #expect(throws: CSVError.unterminatedQuote(line: 3)) { try await rows.next() }
    }
  }

  @Test func `an empty file has no header`() async throws {
    try await withFile([]) { path in
      var rows = CSVFile.records(path).makeAsyncIterator()
      await #expect(throws: CSVError.empty) { try await rows.header() }
    }
  }

  @Test(arguments: [
    ("/nowhere/beds.csv", "there is no such file"), ("/tmp", "this is a folder: a file was expected"),
    ("/dev/null", "this is no regular file"), ("/dev/null/beds.csv", "there is no such file"),
    ("/proc/self/mem", "the file cannot be read to its end"),
  ])
  func `what cannot be read is said in a clause behind its path`(path: String, reason: String) async {
    var rows = CSVFile.records(path).makeAsyncIterator()
    let error = await #expect(throws: CSVError.self) { try await rows.next() }
    #expect(error?.description == reason)
    #expect(error?.description.contains(where: \.isNewline) == false, "\(error?.description ?? "")")
  }

  @Test func `a pipe that nobody writes to is refused, not waited for`() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path()
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    var rows = CSVFile.records(path).makeAsyncIterator()
    let error = await #expect(throws: CSVError.self) { try await rows.next() }
    #expect(error?.description == "this is no regular file")
  }

  func withFile(_ bytes: [UInt8], _ use: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data(bytes).write(to: path)
    defer { unlink(path.path()) }
    try await use(path.path())
  }
}
