import Afklaring
import ArgumentParser
import Foundation
import Postgres
import Referral

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Take MedCom messages from files or folders; one line per message with what it did.")

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "Files, or folders whose .json files are taken in the order of their names.")
  var paths: [String]

  @Option(help: "Write an acknowledgement per message into this folder.")
  var acknowledgements: String?

  static let limit = 100 << 20

  func run() async throws {
    let files = try paths.flatMap(Self.files)
    guard !files.isEmpty else {
      throw CommandFailure.badInput(["there is no .json file in \(paths.joined(separator: ", "))"])
    }
    if let acknowledgements { try Self.makeFolder(acknowledgements) }
    let failures = try await database.withDatabase { database in
      var failures = 0
      for file in files {
        let taken = try await TakeMessage(database).take(try Self.contents(file))
        print("\(file)\t\(taken.line)")
        try write(taken.acknowledgement, for: file)
        if taken.outcome == "fatal-error" { failures += 1 }
      }
      return failures
    }
    if failures > 0 { printError(Self.refused(failures, of: files.count)) }
  }

  static func refused(_ count: Int, of all: Int) -> String {
    "\(count) of \(all) \(all == 1 ? "message" : "messages") \(count == 1 ? "was" : "were") refused"
  }

  private static func files(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure.badInput(["\(path): there is no such file or folder"])
    }
    guard isFolder.boolValue else { return [path] }
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }.sorted()
      .map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    guard let size = attributes[.size] as? Int, size <= limit, let data = FileManager.default.contents(atPath: path)
    else { throw CommandFailure.badInput(["\(path): expected a readable file of at most 100 MB"]) }
    return Array(data)
  }

  private static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure.notDone("\(path): the folder for the acknowledgements cannot be made")
    }
  }

  private func write(_ acknowledgement: String?, for file: String) throws {
    guard let acknowledgements, let acknowledgement else { return }
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent + ".acknowledgement.json"
    let path = acknowledgements + "/" + name
    guard FileManager.default.createFile(atPath: path, contents: Data((acknowledgement + "\n").utf8)) else {
      throw CommandFailure.notDone("\(path): the acknowledgement cannot be written")
    }
  }
}

extension TakeMessage.Taken {
  /// Answer, what was done, the message's code, and what to know about it; nothing about the person.
  fileprivate var line: String {
    var parts = [outcome ?? "no answer", treatment.rawValue]
    if let code { parts.append(code.rawValue) }
    if let problem { parts.append(problem) }
    parts += warnings.map { "warning: \($0)" }
    return parts.joined(separator: "\t")
  }
}
