import Foundation
import Testing

/// MedCom's own messages, beside the repository: `../shared/data/medcom` from the package's root.
enum MedComFiles {
  private static let folder: URL? = {
    var root = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path) {
      guard root.pathComponents.count > 1 else { return nil }
      root.deleteLastPathComponent()
    }
    let folder = root.deletingLastPathComponent().appending(path: "shared/data/medcom")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// False where the folder is not at hand: the suites that read it are then skipped, and the report says so.
  static var areAtHand: Bool { folder != nil }

  /// `STIN_A` -> the bytes of `HospitalNotification_Ex_STIN_A.json`.
  static func notification(_ name: String) throws -> [UInt8] {
    try bytes("hospitalnotification/HospitalNotification_Ex_\(name).json")
  }

  static func acknowledgement(_ name: String) throws -> [UInt8] {
    try bytes("acknowledgement/Binary-Ack-\(name).json")
  }

  static func notificationNames() throws -> [String] {
    let folder = try #require(folder).appending(path: "hospitalnotification")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
      .map { $0.replacing("HospitalNotification_Ex_", with: "").replacing(".json", with: "") }.sorted()
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: try #require(folder).appending(path: path)))
  }
}
