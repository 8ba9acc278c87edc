import Afklaring
import ArgumentParser
import Capacity
import CrisisLine
import Experience
import Glibc
import Referral

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take a spreadsheet into the database: all of it or nothing; the same file again changes nothing.",
    discussion:
      "Kinds: \(kinds.map(\.name).joined(separator: ", ")). A file refers to what others hold: take them in the order sites, "
      + "beds, closures, agreements, rates, residence, episodes.")

  static let kinds = CapacityImports.all + ReferralImports.all + CrisisLineImports.all + ExperienceImports.all

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "What the file holds.")
  var kind: String

  @Argument(help: "A CSV file.")
  var file: String

  @Flag(help: "Say what would change, and change nothing.")
  var dryRun = false

  func validate() throws { try Self.check(kind) }

  /// A kind of file that is none is bad usage, of import and export alike.
  static func check(_ kind: String) throws {
    guard kinds.contains(where: { $0.name == kind }) else {
      throw ValidationError("the kind is one of \(kinds.map(\.name).joined(separator: ", "))")
    }
  }

  func run() async throws {
    do throws(InputFileError) {
      // Before the database, which is made where there is none.
      _ = try InputFile(file)
    } catch {
      throw CommandFailure.badInput(["\(file): \(error)"])
    }
    do {
      let outcome = try await database.withDatabase(making: true) { database in
        try await Importer(database, kinds: Self.kinds).run(
          kind: kind, path: file, dryRun: dryRun, progress: Progress.rows)
      }
      Progress.end()
      for warning in outcome.warnings.first { printError("warning: \(file): \(warning)") }
      try Output.line(outcome.description)
    } catch let refusal as ImportRefusal {
      Progress.end()
      throw CommandFailure.badInput(refusal.lines.map { "\(file): \($0)" })
    }
  }
}

/// How far long work has come, on a terminal only.
enum Progress {
  private static let isShown = isatty(STDERR_FILENO) == 1

  static func rows(_ count: Int) {
    if isShown && count % 10_000 == 0 && count > 0 { show("\r\(count) rows read") }
  }

  static func end() {
    if isShown { show("\r\u{1B}[K") }
  }

  private static func show(_ text: String) {
    _ = Output.write(text.utf8, to: STDERR_FILENO)
  }
}
