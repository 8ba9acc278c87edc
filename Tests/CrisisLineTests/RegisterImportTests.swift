import Afklaring
import CrisisLine
import Fixtures
import Postgres
import Testing

@Suite struct `The register of crisis lines, imported` {
  private static let services = "service,name,municipalities\nDIT,Dit Akuttilbud,0607;0410\n"
  private static let header =
    "contact_ref,service,started_at,minutes,mode,caller,cpr,degree,symptoms,events,measures\n"

  @Test(arguments: [
    (
      "services", "service,name,municipalities\nX,Navn,0607;9999\n",
      "line 2, column municipalities: no municipality has the code"
    ),
    (
      "contacts", header + "C1,XXX,2026-01-10T06:59,10,phone,citizen,,mild,,,\n",
      "line 2, column service: no service has the code"
    ),
    (
      "contacts", header + "C1,DIT,2026-01-10,10,phone,citizen,,mild,,,\n",
      "line 2, column started_at: a day and a time"
    ),
    (
      "contacts", header + "C1,DIT,2026-01-10T06:59,10,phone,citizen,,mild,,abuse;none,\n",
      "line 2, column events: none stands alone"
    ),
    (
      "contacts", header + "C1,DIT,2026-01-10T06:59,10,fax,citizen,,mild,,,\n",
      "line 2, column mode: one of phone, in_person"
    ),
    (
      "contacts", header + "C1,DIT,2026-01-10T06:59,1441,phone,citizen,,mild,,,\n",
      "line 2, column minutes: a whole number from 0 to 1440"
    ),
    (
      "overnights", "overnight_ref,service,arrived_on,left_on\nN1,DIT,2026-01-02,2026-01-02\n",
      "line 2, column left_on: must lie after arrived_on"
    ),
    (
      "ratings", "service,round,parameter,score\nDIT,2026-05-15,13,4\n",
      "line 2, column parameter: a whole number from 1 to 12"
    ),
    (
      "ratings", "service,round,parameter,score\nDIT,2026-05-15,1,6\n",
      "line 2, column score: a whole number from 1 to 5"
    ),
  ])
  func `is refused with the reason`(kind: String, text: String, reason: String) async throws {
    try await TestDatabase.with { test in
      try await test.take("services", Self.services)
      let lines = try await test.refusal(kind, text)
      #expect(lines.count == 1 && lines[0].hasPrefix(reason), "\(lines)")
    }
  }

  @Test func `keeps nothing of an anonymous caller`() async throws {
    try await TestDatabase.with { test in
      try await test.take("services", Self.services)
      let text = Self.header + "C1,DIT,2026-01-10T06:59,10,phone,citizen,,mild,anxiety;sleep,none,\n"
      try await test.take("contacts", text)
      #expect(try await test.owner.query("select from person").isEmpty)
      let row = try await test.owner.query(
        "select person_id is null, array_to_string(symptoms, ' ') from crisis_contact")
      #expect(try row[0].decode(Bool.self, String.self) == (true, "anxiety sleep"))
      #expect(try await test.take("contacts", text).unchanged == 1)
    }
  }
}
