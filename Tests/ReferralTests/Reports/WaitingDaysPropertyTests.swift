import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

/// The report against a reckoning day by day, on courses made up at random.
struct WaitingDaysPropertyTests {
  @Test(arguments: 1...9 as ClosedRange<UInt64>)
  func `the report says what the days say`(seed: UInt64) async throws {
    var random = RandomCourses(seed: seed)
    let courses = random.make(persons: 60)
    let requests = try (0..<40).map { _ in try random.request() }
    try await TestDatabase.with { test in
      try await test.take("rates", courses.ratesFile)
      try await test.take("episodes", courses.episodesFile)
      try await test.take("residence", courses.residenceFile)
      try await addSecondWaits(courses, to: test)
      for request in requests {
        let answer = try await test.database.answer(WaitingDaysReport.self, request, as: .reporting)
        let expected = WaitingDaysReference(courses: courses, request: request).csv
        #expect(answer.csv == expected, "seed \(seed), \(request)")
      }
    }
  }

  private func addSecondWaits(_ courses: Courses, to test: TestDatabase) async throws {
    for episode in courses.episodes {
      guard let readyOn = episode.secondReadyOn else { continue }
      try await test.owner.query(
        """
        insert into ready_period (ready_period_id, admission_id, person_id, ready_on, declared_at, discharged_on)
        select gen_random_uuid(), admission.admission_id, admission.person_id, \(readyOn), now(),
          danish_day(admission.discharged_at)
        from admission
        join imported_row on imported_row.subject_id = admission.admission_id
        where imported_row.natural_key = \(episode.reference)
        """)
    }
  }
}
