import Afklaring
import Fixtures
import Postgres
import Testing

/// What history has, and how it stands in the database.
struct EpisodeTakenTests {
  @Test func `what is said but taken is a warning with its line`() async throws {
    try await TestDatabase.with { test in
      try await EpisodeFile.prepare(test)
      let outcome = try await test.take(
        "episodes",
        EpisodeFile.text([
          EpisodeFile.course.with(["bed": "AAR-1", "moved_out_on": "2026-05-01"]),
          EpisodeFile.course.with(EpisodeFile.bent).with([
            "episode_ref": "E2", "cpr": "2106959516", "home_municipality": "0410", "bed": "FRE-2",
          ]),
        ]))
      #expect(outcome.new == 2)
      #expect(
        outcome.warnings.first.map(\.description) == [
          "line 2, column bed: no agreement lets the municipality use this bed on that day",
          "line 2, column moved_out_on: the stay is longer than the site's limit of 91 days",
          "line 3, column bed: no agreement lets the municipality use this bed on that day",
          "line 3, column bed: the bed does not take a person of this sex",
        ])
    }
  }

  /// The states of `ReferralLifecycle`, from the columns that are filled.
  @Test(arguments: [
    (EpisodeFile.referred, "submitted"), (EpisodeFile.unassigned, "accepted"),
    (EpisodeFile.unassigned.with(["decision": "declined", "decision_reason": "other_support"]), "declined"),
    (EpisodeFile.assigned, "assigned"), (EpisodeFile.withdrawn, "withdrawn"),
    (
      EpisodeFile.course.with(["bed": "FRE-2", "clarified_on": "", "moved_out_on": "", "onward_support": ""]),
      "moved_in"
    ),
    (EpisodeFile.course, "moved_out"),
  ])
  func `a referral stands where its columns say`(_ row: EpisodeFile.Row, _ state: String) async throws {
    try await TestDatabase.with { test in
      try await EpisodeFile.prepare(test)
      try await test.take("episodes", EpisodeFile.text([row]))
      let rows = try await test.owner.query("select state from referral")
      #expect(try rows[0].decode(String.self) == state)
      #expect(try await test.exported("episodes") == EpisodeFile.text([row]))
    }
  }

  @Test func `an assigned bed is held from its first free night, and gives way to a stay and a closure`() async throws {
    try await TestDatabase.with { test in
      try await EpisodeFile.prepare(test)
      let assigned = EpisodeFile.assigned.with(["bed": "FRE-2"])
      try await test.take("episodes", EpisodeFile.text([assigned]))
      #expect(try await nights(of: test) == ["assignment 2026-01-26 2026-04-27"])
      let stay = EpisodeFile.course.with(EpisodeFile.bent).with(["episode_ref": "E2", "bed": "FRE-2"])
      try await test.take("episodes", EpisodeFile.text([assigned, stay]))
      #expect(
        try await nights(of: test) == ["assignment 2026-01-26 2026-01-27", "stay 2026-01-28 2026-02-25"],
        "up to the turnaround day before the next stay")
      try await test.take("closures", "bed,from,to,reason\nFRE-2,2026-01-20,2026-01-28,maling\n")
      #expect(try await nights(of: test) == ["stay 2026-01-28 2026-02-25", "assignment 2026-02-26 2026-05-28"])
    }
  }

  @Test func `a bed cannot be taken out of service under a stay`() async throws {
    try await TestDatabase.with { test in
      try await EpisodeFile.prepare(test)
      try await test.take("episodes", EpisodeFile.text([EpisodeFile.course]))
      let refused = try await test.refusal(
        "beds", "site,bed,in_service_from,in_service_to\nFRE,FRE-1,2026-01-01,2026-02-24\n")
      #expect(
        refused == [
          "line 2, column in_service_to: somebody has the bed from 2026-01-28 to 2026-02-25, outside its service"
        ])
    }
  }

  @Test func `times known as a date only stay so`() async throws {
    let row = EpisodeFile.admission.with([
      "admitted_at": "2026-01-05", "discharged_at": "2026-01-28", "leave_from": "2026-01-10", "leave_to": "2026-01-12",
      "acute": "",
    ])
    try await TestDatabase.with { test in
      try await test.take("episodes", EpisodeFile.text([row]))
      let flags = try await test.owner.query(
        """
        select admitted_is_day_only and discharged_is_day_only, is_acute is null, admitted_at
        from admission
        """)
      let (areDays, isUnstated, admittedAt) = try flags[0].decode(Bool.self, Bool.self, Instant.self)
      #expect(areDays && isUnstated)
      #expect(admittedAt.description == "2026-01-05T00:00:00+01:00")
      #expect(try await test.exported("episodes") == EpisodeFile.text([row]))
    }
  }

  @Test func `an hour that the clocks show twice is the first, and the second has its offset`() async throws {
    let first = EpisodeFile.admission.with(["admitted_at": "2025-10-26T02:30"])
    let second = EpisodeFile.admission.with(EpisodeFile.bent).with([
      "episode_ref": "E2", "admitted_at": "2025-10-26T02:30+01:00",
    ])
    try await TestDatabase.with { test in
      try await test.take("episodes", EpisodeFile.text([first, second]))
      let rows = try await test.owner.query(
        "select max(admitted_at) - min(admitted_at) = interval '1 hour' from admission")
      #expect(try rows[0].decode(Bool.self))
      #expect(try await test.exported("episodes") == EpisodeFile.text([first, second]))
    }
  }

  @Test func `a number met in a residence file first is a person without a name until an episode names them`()
    async throws
  {
    try await TestDatabase.with { test in
      try await test.take("residence", "cpr,municipality,from\n120384-4776,0410,2026-01-01\n")
      let unnamed = try await test.owner.query(
        "select count(*) from person where person_id not in (select person_id from person_name)")
      #expect(try unnamed[0].decode(Int.self) == 1)
      try await test.take("episodes", EpisodeFile.text([EpisodeFile.admission]))
      let named = try await test.owner.query("select count(*) from person_name")
      #expect(try named[0].decode(Int.self) == 1)
    }
  }

  @Test(arguments: [["residence", "episodes"], ["episodes", "residence"]])
  func `the municipality where the person lived on the day of the referral decides`(_ kinds: [String]) async throws {
    let files = [
      "residence": "cpr;municipality;from\n1203844776;0410;2026-01-15\n",
      "episodes": EpisodeFile.text([EpisodeFile.referred]),
    ]
    try await TestDatabase.with { test in
      for kind in kinds { try await test.take(kind, files[kind] ?? "") }
      let rows = try await test.owner.query("select municipality_code from referral")
      #expect(try rows[0].decode(String.self) == "0410")
    }
  }

  private func nights(of test: TestDatabase) async throws -> [String] {
    try await test.owner.query(
      """
      select bed_hold.kind || ' ' || bed_hold.first_night || ' ' || bed_hold.until_night
      from bed_hold
      join bed on bed.bed_id = bed_hold.bed_id
      where bed.bed_code = 'FRE-2' and bed_hold.kind <> 'closure'
      order by bed_hold.first_night
      """
    ).map { try $0.decode(String.self) }
  }
}
