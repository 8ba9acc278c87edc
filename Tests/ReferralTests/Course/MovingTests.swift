import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

/// Somebody moves to another municipality in the middle of a course.
@Suite struct `A move` {
  private static let odense = MunicipalityCode("0461").map { $0 }

  private static func standing(_ test: TestDatabase) async throws -> String {
    try await test.owner.query("select state || ' ' || municipality_code from referral")[0].decode(String.self)
  }

  @Test func `with a question open lets the new municipality ask its own`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (database, keys) = (test.database, test.database.keys)
      let referral = try await cast.refer(.anna)
      try await database.perform(AskForInformation(referral, keys.sealedText("Hvad?")), by: cast.authority)
      try await database.perform(
        RecordCitizenMove(referral, to: cast.middelfart, from: cast.today), by: cast.authority)
      try await database.perform(AskForInformation(referral, keys.sealedText("Og?")), by: cast.otherAuthority)
      try await database.perform(GiveInformation(referral, keys.sealedText("Det")), by: cast.coordinator)
      let answered = try await test.owner.query(
        "select answered_at is not null from referral_question order by asked_at, answered_at nulls first"
      ).map { try $0.decode(Bool.self) }
      #expect(answered == [false, true])
    }
  }

  @Test func `that is known from elsewhere still takes the referral along`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await test.owner.query(
        """
        insert into residence (residence_id, person_id, municipality_code, from_day)
        select gen_random_uuid(), person_id, \(cast.middelfart), \(cast.today.adding(days: -2)) from referral
        """)
      try await test.database.perform(
        RecordCitizenMove(referral, to: cast.middelfart, from: cast.today.adding(days: -2)), by: cast.authority)
      #expect(try await Self.standing(test) == "submitted \(cast.middelfart.digits)")
    }
  }

  @Test func `that lies before a later one leaves the referral where the person lives today`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.refer(.anna)
      guard let odense = Self.odense else { return }
      try await test.database.perform(
        RecordCitizenMove(referral, to: cast.middelfart, from: cast.today.adding(days: -2)), by: cast.authority)
      try await test.database.perform(
        RecordCitizenMove(referral, to: odense, from: cast.today.adding(days: -6)), by: cast.otherAuthority)
      #expect(try await Self.standing(test) == "submitted \(cast.middelfart.digits)")
    }
  }

  @Test func `gives the new municipality its own time to answer`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.refer(.anna)
      test.clock.advance(hours: 24 * 20)
      try await test.database.perform(
        RecordCitizenMove(referral, to: cast.middelfart, from: test.clock.now.day), by: cast.authority)
      let tasks = try await test.database.reading(as: cast.otherAuthority) {
        try await CaseTask.list(for: cast.otherAuthority, on: test.clock.now.day, in: $0, keys: test.database.keys)
      }
      #expect(tasks.map(\.kind) == [.answerReferral] && tasks[0].dueOn > test.clock.now.day)
    }
  }
}
