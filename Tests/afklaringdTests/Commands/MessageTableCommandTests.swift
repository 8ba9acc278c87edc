import ArgumentParser
import Fixtures
import Postgres
import Testing

@testable import afklaringd

@Suite struct `The tables of messages on the command line` {
  @Test func `a ward is named in plain text, and the spaces around it are none of its name`() async throws {
    try await CommandDatabase.with { database in
      try await DepartmentCommand.parse(
        database.options + ["265161000016000", "--region", "1083", "--ward", " Middelfart O2 "]
      ).run()
      let wards = try await database.test.owner.query(
        "select name from ward join psychiatric_department using (ward_id)")
      let names = try wards.map { try $0.decode(String.self) }
      #expect(names == ["Middelfart O2"])
    }
  }

  @Test(arguments: [
    "", "  ", "O2\u{1B}[2J", "O2\u{9B}2J", "\u{202E}2O", "\u{200B}", "O2\nO3", String(repeating: "o", count: 201),
    "o" + String(repeating: "\u{301}", count: 200),
  ])
  func `another name is refused in one plain line`(ward: String) async throws {
    let line = Self.refusal { try DepartmentCommand.parse(["265161000016000", "--region", "1083", "--ward", ward]) }
    #expect(line == "--ward: at most 200 visible characters on one line, no control characters")
  }

  @Test(arguments: ["12345", "1234567890123456789", "26516100001600x", "٢٦٥١٦١٠٠٠", "26516\u{1B}1"])
  func `a number that is none is refused`(number: String) {
    #expect(
      Self.refusal { try DepartmentCommand.parse([number, "--region", "1083", "--ward", "O2"]) }
        == "a SOR id has 6 to 18 digits")
    #expect(
      Self.refusal { try ReceiverCommand.parse([number, "0163"]) } == "a SOR id has 6 to 18 digits, a GLN 13")
  }

  @Test(arguments: ["9999", "163", "\u{1B}[2J"])
  func `a municipality or a region that is none is refused and not repeated`(code: String) async throws {
    #expect(
      Self.refusal { try ReceiverCommand.parse(["265161000016000", code]) }
        == "the municipality is the four digits of a Danish one, such as 0607")
    try await CommandDatabase.with { database in
      let command = try DepartmentCommand.parse(
        database.options + ["265161000016000", "--region", code, "--ward", "O2"])
      let failure = await #expect(throws: CommandFailure.self) { try await command.run() }
      #expect(failure?.exitCode == 2)
      #expect(failure?.lines == ["--region is one of 1081, 1082, 1083, 1084, 1085, Region Østdanmark"])
    }
  }

  private static func refusal<Command: ParsableCommand>(_ parse: () throws -> Command) -> String? {
    do {
      _ = try parse()
    } catch {
      return Command.message(for: error)
    }
    return nil
  }
}
