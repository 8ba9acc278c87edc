import ArgumentParser
import Foundation

/// The program's entrance: parses the command line, runs one command, and turns what went wrong into one line and an
/// exit code (1: it could not be done; 2: bad usage or input).
@main
struct Afklaringd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "afklaringd",
    abstract: "Clarification beds across regions and municipalities (afklaringspladser).",
    version: "0.1.0",
    subcommands: [
      ServeCommand.self, DemoCommand.self, MigrateCommand.self, ImportCommand.self, IngestCommand.self,
      ReportCommand.self, VerifyCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asyncCommand = command as? any AsyncParsableCommand {
        try await asyncCommand.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      failure.lines.forEach(printError)
      Foundation.exit(failure.exitCode)
    } catch {
      leave(error)
    }
  }

  /// Help goes to the output; a usage error is one line on stderr, with the way to the help.
  private static func leave(_ error: any Error) {
    if exitCode(for: error).isSuccess {
      print(fullMessage(for: error))
      Foundation.exit(0)
    }
    printError("\(message(for: error).split(separator: "\n").joined(separator: " ")) (see afklaringd --help)")
    Foundation.exit(2)
  }
}

/// Why a command ended without having done its work: lines for stderr and the exit code.
struct CommandFailure: Error {
  let exitCode: Int32
  let lines: [String]

  /// It could not be done.
  static func notDone(_ line: String) -> CommandFailure { CommandFailure(exitCode: 1, lines: [line]) }

  /// Bad usage or input.
  static func badInput(_ lines: [String]) -> CommandFailure { CommandFailure(exitCode: 2, lines: lines) }
}

func printError(_ line: String) {
  FileHandle.standardError.write(Data("afklaringd: \(line)\n".utf8))
}
