import ArgumentParser
import Fixtures
import Foundation
import Postgres
import Testing

@testable import afklaringd

@Suite struct `Messages from files` {
  @Test func `one that is refused makes exit code 2, and the others are taken all the same`() async throws {
    try await CommandDatabase.with { database in
      try database.write("in/a.json", "{}")
      try database.write("in/b.json", Self.message("b"))
      try database.write("in/c.json", Self.acknowledgement)
      let failure = await Self.failure(database, [database.path("in")])
      #expect(failure?.exitCode == 2)
      #expect(failure?.lines == ["2 of 3 messages were not taken"])
      let receipts = try await database.test.owner.query("select treatment from message_receipt order by received_at")
      let treatments = try receipts.map { try $0.decode(String.self) }
      #expect(treatments == ["refused", "refused", "acknowledgement"])
    }
  }

  @Test func `what cannot be read is passed over`() async throws {
    try await CommandDatabase.with { database in
      try FileManager.default.createDirectory(atPath: database.path("a.json"), withIntermediateDirectories: true)
      #expect(mkfifo(database.path("b.json"), 0o600) == 0)
      try database.write("c.json", String(repeating: " ", count: IngestCommand.limit + 1))
      try database.write("d.json", Self.acknowledgement)
      let failure = await Self.failure(database, [database.path("missing.json"), database.folder])
      #expect(failure?.exitCode == 2)
      #expect(failure?.lines == ["4 of 5 messages were not taken"])
      #expect(try await database.test.owner.query("select from message_receipt").count == 1)
    }
  }

  @Test func `all taken is exit code 0`() async throws {
    try await CommandDatabase.with { database in
      let file = try database.write("a.json", Self.acknowledgement)
      #expect(await Self.failure(database, [file]) == nil)
    }
  }

  @Test func `files of one name are each answered in a file of its own, and again in the same`() async throws {
    try await CommandDatabase.with { database in
      let files = try ["a", "b"].map { try database.write("\($0)/x.json", Self.message($0)) }
      for _ in 0..<2 {
        _ = await Self.failure(database, ["--acknowledgements", database.path("out")] + files)
        #expect(try database.names(in: "out") == ["x-2.acknowledgement.json", "x.acknowledgement.json"])
        #expect(try database.read("out/x.acknowledgement.json").contains(#""identifier":"message-a""#))
        #expect(try database.read("out/x-2.acknowledgement.json").contains(#""identifier":"message-b""#))
      }
    }
  }

  private static func failure(_ database: CommandDatabase, _ arguments: [String]) async -> CommandFailure? {
    do {
      try await IngestCommand.parse(database.options + arguments).run()
    } catch {
      return error as? CommandFailure ?? .notDone("\(error)")
    }
    return nil
  }

  /// Its envelope can be answered, its content is refused.
  private static func message(_ name: String) -> String {
    header(name, "hospital-notification-message")
  }

  private static let acknowledgement = header("c", "acknowledgement-message")

  private static func header(_ name: String, _ event: String) -> String {
    let sor = "https://sor2.sum.dsdn.dk/#id=265161000016000"
    let use = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-destinationUseExtension"
    return """
      {"resourceType":"Bundle","id":"bundle-\(name)","type":"message","entry":[{"resource":{
      "resourceType":"MessageHeader","id":"message-\(name)","eventCoding":{"code":"\(event)"},
      "source":{"endpoint":"\(sor)"},"destination":[{"endpoint":"\(sor)",
      "extension":[{"url":"\(use)","valueCoding":{"code":"primary"}}]}]}}]}
      """
  }
}
