import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A plan over everybody who waits` {
  private static func bedOf(_ referral: ReferralID, _ cast: Cast) async throws -> BedID? {
    let proposal = try await cast.database.reading(as: cast.authority) {
      try await Proposal.standing(for: referral, in: $0)
    }
    return try #require(proposal).place?.bed
  }

  @Test func `gives each a bed that meets the need, the longest wait first`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let wheelchair = try await cast.accept(.anna, needs: ["wheelchair"])
      let pets = try await cast.accept(.bent, needs: ["pets"])
      let any = try await cast.accept(.camilla)
      let made = try await test.database.perform(MakePlan(), by: .system)
      #expect(made == MakePlan.Made(waiting: 3, placed: 2))
      #expect(try await Self.bedOf(wheelchair, cast) == cast.middelfartBed)
      #expect(try await cast.fredericiaBeds.contains(#require(Self.bedOf(any, cast))))
      #expect(try await Self.bedOf(pets, cast) == nil)
    }
  }

  @Test func `knows nights that are taken, closed beds, wishes and weights`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let lodger = try await cast.accept(.bent)
      try await test.database.perform(AssignBed(cast.wish(lodger, cast.fredericiaBeds[0])), by: cast.authority)
      let from = cast.today.adding(days: 30)
      try await test.owner.query(
        """
        with closed as (
          insert into closure (closure_id, bed_id, from_day, to_day, reason)
          values (gen_random_uuid(), \(cast.fredericiaBeds[1]), \(from), \(from.adding(days: 10)), 'maling')
          returning closure_id, bed_id, from_day, to_day)
        insert into bed_hold (bed_hold_id, bed_id, kind, first_night, until_night, turnaround_days, closure_id)
        select closure_id, bed_id, 'closure', from_day, to_day, 0, closure_id from closed
        """)
      let referral = try await cast.accept(.anna)
      try await test.database.perform(
        SetPlacementWish(
          referral,
          PlacementWish(
            priority: 5, earliestMoveIn: cast.today.adding(days: 3), preferredSites: [],
            excludedSites: [cast.middelfartSite])),
        by: cast.authority)
      let found = try await test.database.reading(as: cast.authority) {
        try await FoundBeds.search(for: referral, of: cast.fredericia, on: cast.today, in: $0)
      }
      let starts = Dictionary(uniqueKeysWithValues: found.verdicts.map { ($0.bed, $0.start) })
      // A stay of 56 nights and a day to make it ready; then open.
      #expect(starts["\(cast.fredericiaBeds[0])"] == cast.today.adding(days: 57))
      #expect(starts["\(cast.fredericiaBeds[1])"] == from.adding(days: 10))
      #expect(starts["\(cast.fredericiaBeds[2])"] == cast.today.adding(days: 3))
      #expect(found.verdicts.first?.bed == "\(cast.fredericiaBeds[2])")
      #expect(found.verdicts.last?.broken == [.site])
      #expect(found.nearMisses.map(\.miss) == [.rule(.site)])
    }
  }

  @Test func `is kept with what it was made from, and made again is the same`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      for member in [CastMember.anna, .bent, .camilla, .david] { _ = try await cast.accept(member) }
      let administrator = Actor(accountID: nil, sessionID: nil, standing: .administrator(cast.fredericia))
      try await test.database.perform(
        SetMatchWeights(.init(outsideMunicipality: 40, outsideRegion: 80, notPreferred: 1, change: 2)),
        by: administrator)
      _ = try await test.database.perform(MakePlan(), by: .system)
      let replays = try await test.database.reading(as: .system) { try await ReplayedPlan.all(in: $0) }
      #expect(replays.count == 1 && replays[0].isSame && replays[0].waiting == 4)
      try await test.owner.query(
        "update match_proposal set cost = cost + 1 where rank = 1")
      let altered = try await test.database.reading(as: .system) { try await ReplayedPlan.all(in: $0) }
      #expect(!altered[0].isSame)
    }
  }

  @Test func `proposes the same again rather than another as good`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      _ = try await test.database.perform(MakePlan(), by: .system)
      let first = try await Self.bedOf(referral, cast)
      _ = try await cast.accept(.bent)
      test.clock.advance(hours: 24)
      _ = try await test.database.perform(MakePlan(), by: .system)
      #expect(try await Self.bedOf(referral, cast) == first)
    }
  }

  @Test func `is made once a night, by whichever daemon is first`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      _ = try await cast.accept(.anna)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask { _ = try await test.database.perform(MakePlan(onlyIfNoneToday: true), by: .system) }
        }
        try await group.waitForAll()
      }
      #expect(try await test.owner.query("select count(*) from match_plan")[0].decode(Int.self) == 1)
      test.clock.advance(hours: 24)
      #expect(try await test.database.perform(MakePlan(onlyIfNoneToday: true), by: .system) != nil)
    }
  }

  @Test func `is nobody's to make but the daemon's`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      await #expect(throws: AccessRefusal.notPermitted(.makePlan)) {
        try await test.database.perform(MakePlan(), by: cast.authority)
      }
    }
  }

  @Test func `shows of others' people the bed and the day, and no more`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      _ = try await cast.accept(.anna, needs: ["wheelchair"])
      _ = try await test.database.perform(MakePlan(), by: .system)
      let theirs = try await test.database.reading(as: cast.otherAuthority) {
        try await StandingPlan.latest(for: cast.otherAuthority, on: cast.today, in: $0, keys: test.database.keys)
      }
      let plan = try #require(theirs)
      #expect(plan.lines.isEmpty)
      #expect(plan.others.map(\.bedCode) == ["MID-1"] && plan.others.map(\.start) == [cast.today])
    }
  }
}
