import Afklaring
import ArgumentParser
import Dispatch
import Glibc

/// The program's entrance: parses the command line, runs one command, and turns what went wrong into one line and an
/// exit code (1: it could not be done; 2: bad usage or input).
@main
enum Entrance {
  /// Not asynchronous itself: `serve` steps down from root while the process has only this thread.
  static func main() {
    do {
      try (try Afklaringd.parseAsRoot() as? ServeCommand)?.stepDown()
      Task {
        do {
          try await run()
          exit(0)
        } catch {
          leave(error)
        }
      }
      dispatchMain()
    } catch {
      leave(error)
    }
  }

  private static func run() async throws {
    var command = try Afklaringd.parseAsRoot()
    if var asyncCommand = command as? any AsyncParsableCommand {
      try await asyncCommand.run()
    } else {
      try command.run()
    }
  }

  /// Help goes to the output; a usage error is one line on stderr, with the way to the help.
  private static func leave(_ error: any Error) -> Never {
    if let failure = error as? CommandFailure {
      failure.lines.forEach(printError)
      exit(failure.exitCode)
    }
    if let reason = error as? any CommandLineReason {
      printError(reason.description)
      exit(1)
    }
    if Afklaringd.exitCode(for: error).isSuccess {
      print(Afklaringd.fullMessage(for: error))
      exit(0)
    }
    guard Afklaringd.exitCode(for: error) == .validationFailure else {
      printError("it could not be done: \(Observation.reason(error))")
      exit(1)
    }
    let lines = Afklaringd.message(for: error).split(separator: "\n")
    printError("\(lines.joined(separator: " ")) (see afklaringd --help)")
    exit(2)
  }
}

/// Afklaringspladser: the commands.
struct Afklaringd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "afklaringd",
    abstract: "Clarification beds across regions and municipalities (afklaringspladser).",
    version: "0.1.0",
    subcommands: [
      ServeCommand.self, DemoCommand.self, MigrateCommand.self, ImportCommand.self, ExportCommand.self,
      IngestCommand.self, KeysCommand.self, UserCommand.self,
      ReceiverCommand.self, DepartmentCommand.self, ReportCommand.self, MatchCommand.self, ReplayCommand.self,
      SimulateCommand.self,
      VerifyCommand.self,
    ])
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

/// One line, whatever the names and the words in it hold.
func printError(_ line: String) {
  _ = Output.write("afklaringd: \(PlainText.shown(line))\n".utf8, to: STDERR_FILENO)
}
