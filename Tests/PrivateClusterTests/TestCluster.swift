import Foundation
import Logging

@testable import PrivateCluster

/// A data folder of short name, and what the tests ask of the cluster in it. One that is shared with a process that the
/// test starts is named by the test's process, which both know.
struct TestCluster {
  private(set) var settings: ClusterSettings

  init(_ name: String = "\(UInt32.random(in: 0...UInt32.max))", under parent: String = "/tmp") {
    self.settings = ClusterSettings(
      dataDirectory: "\(parent)/afk-\(name)", durable: false,
      serverSettings: ["shared_buffers": "8MB", "max_connections": "20"])
  }

  static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }

  var path: String { settings.dataDirectory }

  func changed(_ change: (inout ClusterSettings) -> Void) -> TestCluster {
    var copy = self
    change(&copy.settings)
    return copy
  }

  func start(_ kind: LockKind = .serve) async throws -> PrivateCluster {
    try await PrivateCluster.start(settings, holding: kind, logger: Self.silent)
  }

  func psql(_ url: String, _ statement: String) async throws -> ProgramEnd {
    let folder = try DataFolder.prepare(settings)
    let binaries = try await ServerBinaries.find(for: folder)
    return try await binaries.run("psql", ["-X", "-A", "-t", "-q", "-d", url, "-c", statement], in: folder)
  }

  func answer(_ url: String, _ statement: String) async throws -> String {
    let end = try await psql(url, statement)
    if !end.succeeded { throw Complaint(line: end.complaint) }
    return end.output.trimmingCharacters(in: .newlines)
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  func remove() throws { try FileManager.default.removeItem(atPath: path) }

  struct Complaint: Error { let line: String }
}

/// Waits for a condition, half a minute at most, and tells whether it came.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(300)
  while ContinuousClock.now < deadline {
    if try await condition() { return true }
    await pause(.milliseconds(20))
  }
  return false
}
