import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

/// Readmissions by the national rule, told by messages alone and by messages and a file together.
@Suite struct `Readmission from hospital messages` {
  private static func message(
    _ activity: String, _ number: Int, episode: String, start: String, end: String? = nil, isEmergency: Bool = false
  ) -> [UInt8] {
    var message = MadeUpMessage()
    (message.bundleID, message.messageID) = ("bundle-\(number)", "message-\(number)")
    (message.activity, message.encounterClass) = (activity, isEmergency ? "EMER" : "IMP")
    (message.start, message.end, message.occurred) = (start, end, end ?? start)
    message.status = end == nil ? "in-progress" : "finished"
    message.episodes = [("https://sor2.sum.dsdn.dk/#id=265161000016000", episode)]
    return message.bytes
  }

  private static let first = "82873e50-6b4b-4b2c-8a53-0d9a6a0d4a11"
  private static let second = "82873e50-6b4b-4b2c-8a53-0d9a6a0d4a12"

  /// A stay from 1 to 5 March, and one that begins in the emergency department at `back`.
  private static func messages(back: String, admitted: String) -> [[UInt8]] {
    [
      message("admit-inpatient", 1, episode: first, start: "2026-03-01T12:00:00+01:00"),
      message(
        "discharge-inpatient-home", 2, episode: first, start: "2026-03-01T12:00:00+01:00",
        end: "2026-03-05T10:00:00+01:00"),
      message("admit-emergency", 3, episode: second, start: back, isEmergency: true),
      message("admit-inpatient", 4, episode: second, start: admitted),
    ]
  }

  private static func readmitted(_ test: TestDatabase) async throws -> [String] {
    let request = try ReportRequest.parse(
      ReadmissionsReport.self, from: "2026-03-01", to: "2026-03-31", by: nil, asOf: "2026-12-31T12:00", knownAt: nil,
      now: test.clock.now)
    let table = try await test.database.answer(ReadmissionsReport.self, request, as: .reporting).table
    let cells = Dictionary(uniqueKeysWithValues: zip(table.columns, table.rows[0].map(\.text)))
    return ["discharges", "readmitted_7", "readmitted_30", "readmitted_90"].map { cells[$0] ?? "" }
  }

  /// 720 elapsed hours after the discharge at ten are, the clocks having gone forward, eleven on 4 April.
  @Test(arguments: [
    ("2026-03-10T08:00:00+01:00", "2026-03-10T11:00:00+01:00", ["1", "1", "1", "1"]),
    ("2026-04-04T08:00:00+02:00", "2026-04-04T11:00:00+02:00", ["1", "0", "1", "1"]),
    ("2026-04-04T08:00:00+02:00", "2026-04-04T11:00:01+02:00", ["1", "0", "0", "1"]),
    // Four hours after the discharge: it is the same hospital stay, which goes on.
    ("2026-03-05T11:00:00+01:00", "2026-03-05T14:00:00+01:00", ["0", "0", "0", "0"]),
    ("2026-03-05T11:00:00+01:00", "2026-03-05T14:00:01+01:00", ["1", "1", "1", "1"]),
  ])
  func `counts an acute return, to the second, in whatever order the messages come`(
    back: String, admitted: String, expected: [String]
  ) async throws {
    let messages = Self.messages(back: back, admitted: admitted)
    for order in [messages, messages.reversed()] {
      try await TestDatabase.with { test in
        _ = try await OpenCase(test, number: MadeUpMessage.number)
        for message in order { #expect(try await TakeMessage(test.database).take(message).outcome == "ok") }
        #expect(try await Self.readmitted(test) == expected)
      }
    }
  }

  @Test func `a return that messages do not call acute counts when a file does`() async throws {
    try await TestDatabase.with { test in
      _ = try await OpenCase(test, number: MadeUpMessage.number)
      let messages = Self.messages(back: "", admitted: "2026-03-10T11:00:00+01:00")
      for message in messages[0..<2] + messages[3...] {
        #expect(try await TakeMessage(test.database).take(message).outcome == "ok")
      }
      #expect(try await Self.readmitted(test) == ["1", "0", "0", "0"])
      try await test.owner.query("update admission set is_acute = true where admitted_at >= '2026-03-10'")
      #expect(try await Self.readmitted(test) == ["1", "1", "1", "1"])
    }
  }

  @Test func `a stay on a somatic ward is none of psychiatry's`() async throws {
    try await TestDatabase.with { test in
      _ = try await OpenCase(test, number: MadeUpMessage.number)
      for message in Self.messages(back: "2026-03-10T08:00:00+01:00", admitted: "2026-03-10T11:00:00+01:00") {
        #expect(try await TakeMessage(test.database).take(message).outcome == "ok")
      }
      #expect(try await Self.readmitted(test) == ["1", "1", "1", "1"])
      try await test.owner.query("update ward set is_psychiatric = false")
      #expect(try await Self.readmitted(test) == ["0", "0", "0", "0"])
    }
  }
}
