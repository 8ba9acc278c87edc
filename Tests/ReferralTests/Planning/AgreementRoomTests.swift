import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `An agreement for some places at once` {
  /// Another bed of Middelfart's, and an agreement for one place.
  private static func limited(_ cast: Cast, to places: Int) async throws -> BedID {
    let bed = BedID()
    try await cast.owner.query(
      """
      insert into bed (bed_id, bed_code, site_id, in_service_from, offers, sexes)
      values (\(bed), 'MID-2', \(cast.middelfartSite), '2026-01-01', '{}', '{}')
      """)
    try await cast.owner.query("update agreement set max_places = \(places)")
    return bed
  }

  private static func ask(_ referral: ReferralID, _ bed: BedID, from: Int = 0, _ cast: Cast) async throws {
    try await cast.database.perform(
      OfferBed(cast.wish(referral, bed, from: from), answerBy: cast.clock.now.adding(hours: 4)), by: cast.authority)
  }

  @Test func `takes no more than these, on any night`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let second = try await Self.limited(cast, to: 1)
      let (anna, bent) = (try await cast.accept(.anna), try await cast.accept(.bent))
      try await Self.ask(anna, cast.middelfartBed, from: 10, cast)
      await #expect(
        throws: BedRequest.No.agreementFull(.init(places: 1, on: cast.today.adding(days: 10)))
      ) {
        try await Self.ask(bent, second, cast)
      }
      // The night after the other moves out there is room.
      try await Self.ask(bent, second, from: 66, cast)
    }
  }

  @Test func `takes no more than these from many who ask at a time for different beds`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let second = try await Self.limited(cast, to: 1)
      let (anna, bent) = (try await cast.accept(.anna), try await cast.accept(.bent))
      for round in 0..<20 {
        let done = await withTaskGroup(of: Bool.self) { group in
          for (referral, bed) in [(anna, cast.middelfartBed), (bent, second)] {
            group.addTask {
              do {
                try await Self.ask(referral, bed, cast)
                return true
              } catch { return false }
            }
          }
          return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(done == 1, "round \(round)")
        try await cast.owner.query("delete from bed_offer")
        try await cast.owner.query("delete from bed_hold")
        try await cast.owner.query("update referral set state = 'accepted', offered_at = null")
      }
    }
  }

  @Test func `of the own beds needs none`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      _ = try await Self.limited(cast, to: 1)
      let (anna, bent) = (try await cast.accept(.anna), try await cast.accept(.bent))
      try await cast.database.perform(AssignBed(cast.wish(anna, cast.fredericiaBeds[0])), by: cast.authority)
      try await cast.database.perform(AssignBed(cast.wish(bent, cast.fredericiaBeds[1])), by: cast.authority)
    }
  }
}
