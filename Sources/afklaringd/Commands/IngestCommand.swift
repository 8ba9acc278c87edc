import Afklaring
import ArgumentParser
import FoundationEssentials
import Postgres
import Referral

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Take MedCom messages from files or folders; one line per message with what it did.",
    discussion: "What is refused or cannot be read does not stop the others; the exit code is 2 then.")

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "Files, or folders whose .json files are taken in the order of their names.")
  var paths: [String]

  @Option(help: "Write an acknowledgement per message into this folder.")
  var acknowledgements: String?

  /// Bytes of a file.
  static let limit = 100 << 20

  func run() async throws {
    let files = paths.flatMap(Self.files)
    guard !files.isEmpty else {
      throw CommandFailure.badInput(["there is no .json file in \(paths.joined(separator: ", "))"])
    }
    let answers = try acknowledgements.map(AcknowledgementFolder.init)
    let notTaken = try await database.withDatabase { database in
      var notTaken = 0
      for file in files where try await !Self.take(file, answers, database) { notTaken += 1 }
      return notTaken
    }
    guard notTaken == 0 else { throw CommandFailure.badInput([Self.notTaken(notTaken, of: files.count)]) }
  }

  static func notTaken(_ count: Int, of all: Int) -> String {
    "\(count) of \(all) \(all == 1 ? "message" : "messages") \(count == 1 ? "was" : "were") not taken"
  }

  /// The messages of a folder; what cannot be listed stands for itself, and is told when its turn to be read comes.
  private static func files(_ path: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }.sorted()
        .map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
    } catch {
      return [path]
    }
  }

  /// - Returns: whether the file could be read and was not refused.
  private static func take(
    _ file: String, _ answers: AcknowledgementFolder?, _ database: Database
  ) async throws -> Bool {
    let bytes: [UInt8]
    do throws(InputFileError) {
      bytes = try InputFile.contents(file, limit: limit)
    } catch {
      printError("\(file): \(error)")
      return false
    }
    let taken = try await TakeMessage(database).take(bytes)
    try Output.line("\(PlainText.shown(file))\t\(taken.line)")
    if let acknowledgement = taken.acknowledgement { try answers?.write(acknowledgement, for: file) }
    return !taken.isRefused
  }
}

extension TakeMessage.Taken {
  /// Refused now, or when it came before.
  fileprivate var isRefused: Bool { treatment == .refused || outcome == "fatal-error" }

  /// Answer, what was done, the message's code, and what to know about it; nothing about the person.
  fileprivate var line: String {
    var parts = [outcome ?? "no answer", treatment.rawValue]
    if let code { parts.append(code.rawValue) }
    if let problem { parts.append(problem) }
    parts += warnings.map { "warning: \($0)" }
    return parts.joined(separator: "\t")
  }
}
