import Foundation
import Testing

@testable import PrivateCluster

@Suite struct ClusterErrorTests {
  @Test(arguments: [
    ClusterError.postgresNotFound, .versionMismatch(folder: "/d", folderVersion: "16", serverVersion: "15"),
    .alreadyServed(folder: "/d", processID: 7), .busy(folder: "/d", processID: 7), .busy(folder: "/d", processID: nil),
    .unreachable(folder: "/d", user: "postgres"), .foreignFolder(folder: "/d"),
    .noUnprivilegedUser(candidates: ["afklaring", "postgres"]), .fileRefused(path: "/d", reason: "Permission denied"),
    .diskFull(folder: "/d"), .socketFolderTaken(folder: "/d"), .passwordMissing(path: "/d"),
    .makingFailed(folder: "/d", lastLine: "no."), .serverFailed(log: "/d", lastLine: "no."),
    .notReady(log: "/d", patience: .seconds(60)), .orphanStays(folder: "/d", processID: 7),
    .programFailed(program: "/d", reason: "no"), .stepDownFailed(user: "postgres", reason: "no"),
  ])
  func `every error is one line that says what to do`(error: ClusterError) {
    #expect(!error.description.contains("\n"))
    #expect(error.description.hasSuffix("."))
    #expect(error.description.first?.isUppercase == true || error.description.hasPrefix("/d"))
  }

  @Test func `a cluster of another version is named older or newer`() async throws {
    let test = TestCluster()
    let folder = try DataFolder.prepare(test.settings)
    #expect(mkdir(folder.cluster, 0o700) == 0)
    for (version, word) in [("9.6", "older"), ("99", "newer")] {
      try PrivateFile.replace(folder.versionFile, with: version + "\n", for: nil)
      let refusal = await #expect(throws: ClusterError.self) { _ = try await test.start() }
      #expect(refusal?.description.contains("was made by PostgreSQL \(version), \(word) than the installed") == true)
    }
    try test.remove()
  }

  @Test func `a missing PostgreSQL is told with its remedy`() async throws {
    let test = TestCluster()
    let folder = try DataFolder.prepare(test.settings)
    await #expect(throws: ClusterError.postgresNotFound) {
      _ = try await ServerBinaries.find(for: folder, debian: "/nowhere", path: "/bin:relative")
    }
    let debian = try await ServerBinaries.find(for: folder)
    let onPath = try await ServerBinaries.find(for: folder, debian: "/nowhere", path: debian.folder)
    #expect(onPath == debian)
    try test.remove()
  }

  @Test func `of many lines the most telling one is told`() {
    let full = "FATAL:  could not write: No space left on device"
    #expect(mostTellingLine(of: "\(full)\nPANIC:  cannot abort\nshutting down\n") == full)
    #expect(mostTellingLine(of: "initdb: error: no\ninitdb: removing contents\n\n") == "initdb: error: no")
    #expect(mostTellingLine(of: "one\n  two\n") == "two")
    #expect(mostTellingLine(of: "\n") == nil)
  }

  @Test func `a server that does not start tells its own last word`() async throws {
    let test = TestCluster()
    let wrong = test.changed { $0.serverSettings["shared_buffers"] = "none" }
    let refusal = await #expect(throws: ClusterError.self) { _ = try await wrong.start() }
    #expect(refusal?.description.contains("postgres.conf") == true)
    // The lock is free again.
    try await test.start().stop()
    try test.remove()
  }
}
