public import Afklaring
import Capacity
import CrisisLine
import Experience
import Foundation
import Referral

extension TestDatabase {
  /// Every kind of file that is built.
  public static let kinds = CapacityImports.all + ReferralImports.all + CrisisLineImports.all + ExperienceImports.all

  /// Imports a text as if it were a file.
  @discardableResult
  public func take(_ kind: String, _ text: String, dryRun: Bool = false) async throws -> ImportOutcome {
    let path = NSTemporaryDirectory() + "import-\(UUID().uuidString).csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { unlink(path) }
    return try await take(kind, file: path, dryRun: dryRun)
  }

  @discardableResult
  public func take(_ kind: String, file path: String, dryRun: Bool = false) async throws -> ImportOutcome {
    try await Importer(database, kinds: Self.kinds).run(kind: kind, path: path, dryRun: dryRun)
  }

  /// What an import of the text is refused for, line by line; empty where it is taken.
  public func refusal(_ kind: String, _ text: String) async throws -> [String] {
    do {
      try await take(kind, text)
      return []
    } catch let refusal as ImportRefusal {
      return refusal.lines
    }
  }

  /// The export of a kind, as text.
  public func exported(_ kind: String) async throws -> String {
    let pieces = Pieces()
    try await Exporter(database, kinds: Self.kinds).run(kind: kind) { await pieces.add($0) }
    return String(decoding: await pieces.bytes, as: UTF8.self)
  }

  private actor Pieces {
    private(set) var bytes: [UInt8] = []
    func add(_ piece: [UInt8]) { bytes += piece }
  }
}
