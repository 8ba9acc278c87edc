import Afklaring
import Fixtures
import Postgres
import Testing

/// A changed row is a correction; what the program has corrected since is not overwritten.
struct EpisodeCorrectionTests {
  private static let course = EpisodeFile.course

  @Test func `a changed row corrects the facts and keeps what was known before`() async throws {
    try await withCourse { test in
      let outcome = try await test.take(
        "episodes",
        EpisodeFile.text([Self.course.with(["ready_on": "2026-01-21", "bed": "AAR-1", "moved_out_on": "2026-02-27"])]))
      #expect(outcome.description == "episodes: 0 new, 1 changed, 0 unchanged")
      let rows = try await test.owner.query(
        """
        select
          (select ready_on from ready_period), (select ready_on from ready_period_history),
          (select until_night from bed_hold where kind = 'stay'), (select moved_out_on from stay_history)
        """)
      let days = try rows[0].decode(CalendarDay.self, CalendarDay.self, CalendarDay.self, CalendarDay.self)
      #expect(days.0.description == "2026-01-21" && days.1.description == "2026-01-20")
      #expect(days.2.description == "2026-02-27" && days.3.description == "2026-02-25")
      let admissions = try await test.owner.query("select count(*) from admission_history")
      #expect(try admissions[0].decode(Int.self) == 0, "an admission that says the same has no new version")
    }
  }

  @Test func `an emptied cell takes the fact away`() async throws {
    try await withCourse { test in
      try await test.take("episodes", EpisodeFile.text([EpisodeFile.admission]))
      let counts = try await test.owner.query(
        """
        select (select count(*) from ready_period) + (select count(*) from referral) + (select count(*) from stay)
          + (select count(*) from bed_hold where kind <> 'closure')
        """)
      #expect(try counts[0].decode(Int.self) == 0)
      #expect(try await test.exported("episodes") == EpisodeFile.text([EpisodeFile.admission]))
    }
  }

  @Test func `two persons who had each other's bed are put right in one file`() async throws {
    let bent = Self.course.with(EpisodeFile.bent).with(["episode_ref": "E2", "bed": "AAR-1"])
    try await withCourse(bent) { test in
      let outcome = try await test.take(
        "episodes", EpisodeFile.text([Self.course.with(["bed": "AAR-1"]), bent.with(["bed": "FRE-1"])]))
      #expect(outcome.changed == 2)
    }
  }

  @Test func `a wrong number is corrected, and the whole course follows`() async throws {
    try await withCourse { test in
      try await test.take("episodes", EpisodeFile.text([Self.course.with(EpisodeFile.bent)]))
      let counts = try await test.owner.query(
        """
        select count(distinct person_id)
        from (
          select person_id from admission
          union all select person_id from ready_period
          union all select person_id from referral
          union all select person_id from stay
        ) as course
        """)
      #expect(try counts[0].decode(Int.self) == 1)
      #expect(try await test.exported("episodes").contains("0211719991,Bent Østergaard"))
    }
  }

  @Test func `a cell that the program and the file have both changed is a conflict`() async throws {
    try await withCourse { test in
      try await test.owner.query("update stay set moved_out_on = '2026-02-26'")
      #expect(
        try await test.refusal("episodes", EpisodeFile.text([Self.course.with(["moved_out_on": "2026-02-27"])])) == [
          "line 2, column moved_out_on: a conflict: the program has corrected this since the last import, and the file "
            + "has changed it as well"
        ])
    }
  }

  @Test func `a cell that only the program has changed keeps what the program made of it`() async throws {
    try await withCourse { test in
      try await test.owner.query("update stay set moved_out_on = '2026-02-26'")
      let same = try await test.take("episodes", EpisodeFile.text([Self.course]))
      #expect(same.unchanged == 1)
      let other = try await test.take("episodes", EpisodeFile.text([Self.course.with(["onward_support": "s107"])]))
      #expect(other.changed == 1)
      #expect(
        try await test.exported("episodes")
          == EpisodeFile.text([Self.course.with(["moved_out_on": "2026-02-26", "onward_support": "s107"])]))
    }
  }

  @Test func `a file that has come to say what the program says is taken`() async throws {
    try await withCourse { test in
      try await test.owner.query("update stay set moved_out_on = '2026-02-26'")
      let outcome = try await test.take(
        "episodes", EpisodeFile.text([Self.course.with(["moved_out_on": "2026-02-26"])]))
      #expect(outcome.description == "episodes: 0 new, 0 changed, 1 unchanged")
    }
  }

  @Test func `the hour at which the program recorded something outlives a correction of something else`() async throws {
    try await withCourse { test in
      try await test.owner.query("update referral set accepted_at = '2026-01-23T14:32+01:00'")
      try await test.take("episodes", EpisodeFile.text([Self.course.with(["decision_reason": "agreed"])]))
      let rows = try await test.owner.query("select accepted_at from referral")
      #expect(try rows[0].decode(Instant.self).description == "2026-01-23T14:32:00+01:00")
    }
  }

  @Test func `a changed name shows, and the latest episode's name holds`() async throws {
    let later = EpisodeFile.admission.with([
      "episode_ref": "E2", "admitted_at": "2026-05-01", "discharged_at": "2026-05-02", "name": "Anna Bøgh",
    ])
    try await withCourse { test in
      try await test.take("episodes", EpisodeFile.text([later, Self.course]))
      #expect(try await test.exported("episodes").contains("Anna Holm") == false)
      let corrected = try await test.take("episodes", EpisodeFile.text([Self.course.with(["name": "Anna Holmgaard"])]))
      #expect(corrected.changed == 1)
      #expect(try await test.exported("episodes").contains("Anna Holmgaard") == false)
    }
  }

  private func withCourse(
    _ more: EpisodeFile.Row..., body: @Sendable (TestDatabase) async throws -> Void
  ) async throws {
    let text = EpisodeFile.text([Self.course] + more)
    try await TestDatabase.with { test in
      try await EpisodeFile.prepare(test)
      try await test.take("episodes", text)
      try await body(test)
    }
  }
}
