import Afklaring
import Fixtures
import Postgres
import Referral
import Testing

/// Every report against a reckoning one by one, on courses made up at random, now and as known before they were corrected.
struct ReportPropertyTests {
  private static let references: [(report: any Report.Type, csv: @Sendable (Reckoning) -> String)] = [
    (WaitingDaysReport.self, { WaitingDaysReference(courses: $0.courses, request: $0.request).csv }),
    (ReferralTimesReport.self, { ReferralTimesReference(reckoning: $0).csv }),
    (OccupancyReport.self, { OccupancyReference(reckoning: $0).csv }),
    (StaysReport.self, { StaysReference(reckoning: $0).csv }),
    (ReadmissionsReport.self, { ReadmissionsReference(reckoning: $0).csv }),
  ]

  @Test(arguments: 1...9 as ClosedRange<UInt64>)
  func `every report says what the days say, before and after corrections`(seed: UInt64) async throws {
    var random = RandomCourses(seed: seed)
    let first = random.makeWhole(persons: 60)
    let corrected = random.corrected(first)
    let questions = try Self.references.flatMap { reference in
      try (0..<16).map { _ in (reference, try random.request(reference.report)) }
    }
    try await TestDatabase.with { test in
      try await test.take("sites", first.sitesFile)
      try await test.take("beds", first.bedsFile)
      try await test.take("closures", first.closuresFile)
      try await test.take("rates", first.ratesFile)
      try await test.take("residence", first.residenceFile)
      try await test.take("episodes", first.episodesFile)
      let before = try await test.owner.query("select clock_timestamp()")[0].decode(Instant.self)
      try await test.take("episodes", corrected.episodesFile)
      for (courses, knownAt) in [(first, before), (corrected, nil)] {
        for (reference, request) in questions {
          let asked = try ReportRequest(
            reference.report, from: request.from, to: request.to, by: request.by, asOf: request.asOf, knownAt: knownAt)
          let answer = try await test.database.answer(reference.report, asked, as: .reporting)
          let expected = reference.csv(Reckoning(courses: courses.asOfFiles, request: asked))
          #expect(answer.csv == expected, "seed \(seed), \(reference.report.name), \(asked)")
        }
      }
    }
  }
}

extension Courses {
  /// Without what no file tells.
  fileprivate var asOfFiles: Courses {
    var courses = self
    for number in courses.episodes.indices { courses.episodes[number].secondReadyOn = nil }
    return courses
  }
}
