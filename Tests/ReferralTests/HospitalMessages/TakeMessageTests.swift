import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

/// MedCom's own messages into the database. Skipped where `../shared/data/medcom` is not beside the repository.
@Suite(.enabled(if: MedComFiles.areAtHand, "MedCom's messages are not at hand"))
struct `Taking hospital messages` {
  @Test(
    arguments: [
      (["STIN_A"], ["2023-03-01T12:00:00 to -"]),
      (["STIN_F", "STOR_F"], ["2023-03-01T12:00:00 to - leave 2023-03-03T14:00:10 to -"]),
      (
        ["STIN_G", "STOR_G", "SLOR_G"], ["2023-03-01T12:00:00 to - leave 2023-03-03T14:00:10 to 2023-03-05T15:30:00"]
      ),
      (["STIN_H", "SLHJ_H"], ["2023-03-01T12:00:00 to 2023-03-07T09:45:30"]),
      (["STAA_E", "STIN_E"], ["2023-03-01T15:00:00 to -"]),
      (["STAA_E"], []),
      (["STIN_N", "AN_STIN_N"], []),
      (["STIN_O", "RE_STIN_O"], ["2023-03-01T08:00:00 to -"]),
      (["STIN_B1", "STIN_B2"], ["2023-03-01T12:00:00 to -"]),
    ] as [([String], [String])])
  func `each scenario ends in the state that its messages imply, in whatever order they come`(
    names: [String], expected: [String]
  ) async throws {
    for order in [names, names.reversed()] {
      try await TestDatabase.with { test in
        let openCase = try await OpenCase(test)
        for name in order { #expect(try await openCase.take(name).outcome == "ok") }
        #expect(try await openCase.admissions() == expected, "\(order)")
      }
    }
  }

  @Test func `a message joins the admission that stands here and ends its wait`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test, goesOn: true)
      try await test.owner.query(
        """
        insert into ready_period (ready_period_id, admission_id, person_id, ready_on, declared_at)
        select gen_random_uuid(), admission_id, person_id, '2023-03-04', now() from admission
        """)
      try await openCase.take("STIN_H")
      try await openCase.take("SLHJ_H")
      #expect(try await openCase.admissions() == ["2023-03-01T11:40:00 to 2023-03-07T09:45:30"])
      let ended = try await test.owner.query("select ended_on::text from ready_period")[0].decode(String.self)
      #expect(ended == "2023-03-07")
    }
  }

  @Test func `TEK_FCC is refused with a fatal error, and the answer is kept`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      let taken = try await openCase.take("TEK_FCC")
      #expect(taken.outcome == "fatal-error")
      #expect(taken.treatment == .refused)
      #expect(taken.acknowledgement?.contains("fatal-error") == true)
      #expect(try await openCase.take("TEK_FCC").acknowledgement == taken.acknowledgement)
      #expect(try await openCase.admissions() == [])
    }
  }

  @Test func `TEK_LOV is acknowledged and stored without the person`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      let people = try await test.owner.query("select from person").count
      let taken = try await openCase.take("TEK_LOV")
      #expect(taken.outcome == "ok")
      #expect(taken.treatment == .gated)
      #expect(try await test.owner.query("select from hospital_message").isEmpty)
      #expect(try await test.owner.query("select from person").count == people)
      let kept = try await test.owner.query("select message_receipt::text from message_receipt")[0].decode(String.self)
      for secret in ["2103009996", "Hansen", "Kaja", "210300"] { #expect(!kept.contains(secret)) }
    }
  }

  @Test func `TEK_DUB twice is answered twice the same and counts once`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      let first = try await openCase.take("TEK_DUB")
      test.clock.advance(hours: 1)
      let second = try await openCase.take("TEK_DUB")
      #expect(first.acknowledgement != nil)
      #expect(second.acknowledgement == first.acknowledgement)
      #expect(second.treatment == .resend)
      #expect(try await test.owner.query("select from hospital_message").count == 1)
    }
  }

  @Test func `the same message in another envelope is a resend with the same outcome`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      try await openCase.take("STIN_A")
      let again = String(decoding: try MedComFiles.notification("STIN_A"), as: UTF8.self)
        .replacing("a5e5b880-c087-4055-b9ec-99108695f81d", with: "another-envelope")
      let resend = try await TakeMessage(test.database).take(Array(again.utf8))
      #expect(resend.treatment == .resend)
      #expect(resend.outcome == "ok")
      #expect(try await test.owner.query("select from hospital_message").count == 1)
    }
  }

  @Test func `an envelope's id with another message in it is refused`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      try await openCase.take("STIN_A")
      let reused = String(decoding: try MedComFiles.notification("SLHJ_H"), as: UTF8.self)
        .replacing("5be3a118", with: "a5e5b880")
      #expect(reused.contains("\"a5e5b880"))
      let bundle = try MessageEnvelope.parse(Array(reused.utf8)).bundleID ?? ""
      let exact = reused.replacing(bundle, with: "a5e5b880-c087-4055-b9ec-99108695f81d")
      #expect(try await TakeMessage(test.database).take(Array(exact.utf8)).outcome == "fatal-error")
    }
  }

  @Test func `one folder of all examples ends as each scenario alone does`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      for name in try MedComFiles.notificationNames() { try await openCase.take(name) }
      let states = Set(try await openCase.admissions())
      #expect(states.contains("2023-03-01T12:00:00 to - leave 2023-03-03T14:00:10 to 2023-03-05T15:30:00"))
      #expect(states.contains("2023-03-01T12:00:00 to 2023-03-07T09:45:30"))
      #expect(states.contains("2023-03-01T08:00:00 to -"))
    }
  }

  @Test func `sixteen deliveries of one message at once store it once`() async throws {
    try await TestDatabase.with(connections: 16) { test in
      let openCase = try await OpenCase(test)
      let answers = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<16 { group.addTask { try await openCase.take("STIN_A").acknowledgement } }
        return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
      }
      #expect(answers.count == 1)
      #expect(try await test.owner.query("select from hospital_message").count == 1)
    }
  }

  @Test func `a message for nobody of ours is refused by name of the receiver`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      try await test.owner.query("delete from message_receiver")
      let taken = try await openCase.take("STIN_A")
      #expect(taken.outcome == "fatal-error")
      #expect(taken.problem?.hasPrefix("MSG_Receiver_Identifier_UNKNOWN") == true)
    }
  }

  @Test func `a department that is not in the table does not touch the psychiatric admission`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test, goesOn: true)
      try await test.owner.query("delete from psychiatric_department")
      let taken = try await openCase.take("STIN_H")
      #expect(taken.warnings == ["departmentNotInTable 265161000016000"])
      try await openCase.take("SLHJ_H")
      #expect(
        try await openCase.admissions() == [
          "2023-03-01T11:40:00 to -", "2023-03-01T12:00:00 to 2023-03-07T09:45:30",
        ])
    }
  }

  @Test func `a case that was closed longer ago than the follow-up opens the gate no more`() async throws {
    try await TestDatabase.with { test in
      let openCase = try await OpenCase(test)
      try await test.owner.query(
        "update referral set state = 'declined', declined_at = \(test.clock.now.adding(hours: -24 * 93))")
      #expect(try await openCase.take("STIN_A").treatment == .gated)
      try await test.owner.query("update referral set declined_at = \(test.clock.now.adding(hours: -24 * 92))")
      #expect(try await openCase.take("STIN_F").treatment == .kept)
    }
  }
}
