import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `Racing for a bed` {
  @Test
  func `of 64 clients one wins each of 1,000 rounds, and 63 are told what the winner made of the bed`() async throws {
    try await TestDatabase.with(connections: 64) { test in
      let cast = try await Cast(test)
      let referrals = try await Self.acceptedReferrals(64, cast)
      let bed = cast.fredericiaBeds[0]
      let lost = BedRequest.No.bedTaken(
        TakenNights(kind: .assignment, freeFrom: cast.today.adding(days: 56 + 1)))
      for round in 0..<1000 {
        let outcomes = try await Self.race(referrals, for: bed, cast)
        #expect(outcomes.filter { $0 == nil }.count == 1, "round \(round)")
        #expect(outcomes.filter { $0 == lost }.count == 63, "round \(round)")
        try await Self.takeBack(test)
      }
    }
  }

  /// Nil for who won.
  private static func race(
    _ referrals: [ReferralID], for bed: BedID, _ cast: Cast
  ) async throws -> [BedRequest.No?] {
    try await withThrowingTaskGroup(of: BedRequest.No?.self) { group in
      for referral in referrals {
        let wish = try cast.wish(referral, bed)
        group.addTask {
          do {
            try await cast.database.perform(AssignBed(wish), by: cast.authority)
            return nil
          } catch let refusal as BedRequest.No {
            return refusal
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func acceptedReferrals(_ count: Int, _ cast: Cast) async throws -> [ReferralID] {
    let first = try await cast.accept(.anna)
    var referrals = [first]
    for _ in 1..<count {
      let referral = ReferralID()
      try await cast.owner.query(
        """
        insert into referral (referral_id, person_id, admission_id, municipality_code, state, submitted_at, accepted_at)
        select \(referral), person_id, admission_id, municipality_code, state, submitted_at, accepted_at
        from referral where referral_id = \(first)
        """)
      referrals.append(referral)
    }
    return referrals
  }

  private static func takeBack(_ test: TestDatabase) async throws {
    try await test.owner.transaction { transaction in
      transaction.later("delete from bed_hold")
      transaction.later(
        "update referral set state = 'accepted', assigned_at = null, bed_id = null where state = 'assigned'")
    }
  }
}
