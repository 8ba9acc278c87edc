import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A wish for a bed` {
  private static func refusal(
    of wish: BedRequest, _ cast: Cast, by actor: Actor? = nil
  ) async throws -> BedRequest.No? {
    do {
      try await cast.database.perform(AssignBed(wish), by: actor ?? cast.authority)
      return nil
    } catch let refusal as BedRequest.No {
      return refusal
    }
  }

  @Test func `in the past, too long, out of service or for the other sex is refused`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let bed = cast.fredericiaBeds[0]
      #expect(try await Self.refusal(of: cast.wish(referral, bed, from: -1), cast) == .beginsInThePast)
      #expect(try await Self.refusal(of: cast.wish(referral, bed, from: 367), cast) == .beginsTooLate)
      #expect(try await Self.refusal(of: cast.wish(referral, bed, days: 92), cast) == .tooLong(maximumDays: 91))
      try await test.owner.query("update site set max_stay_days = null")
      #expect(try await Self.refusal(of: cast.wish(referral, bed, days: 3661), cast) == .tooLong(maximumDays: 3660))
      try await test.owner.query("update bed set in_service_to = '2026-12-01' where bed_id = \(bed)")
      #expect(try await Self.refusal(of: cast.wish(referral, bed), cast) == .outOfService)
      try await test.owner.query("update bed set in_service_to = null, sexes = '{male}' where bed_id = \(bed)")
      #expect(try await Self.refusal(of: cast.wish(referral, bed), cast) == .sexNotTaken)
    }
  }

  @Test func `a combined need is met by one bed that meets all of it`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna, needs: ["wheelchair", "night_staff"])
      let bed = cast.fredericiaBeds[0]
      try await test.owner.query("update bed set offers = '{wheelchair}' where bed_id = \(bed)")
      #expect(try await Self.refusal(of: cast.wish(referral, bed), cast) == .needsNotMet(["night_staff"]))
      try await test.owner.query("update bed set offers = '{wheelchair,night_staff}' where bed_id = \(bed)")
      #expect(try await Self.refusal(of: cast.wish(referral, bed), cast) == nil)
    }
  }

  @Test func `another municipality's bed takes an agreement, its owner's yes and the person's`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed)
      #expect(try await Self.refusal(of: wish, cast) == .ownerMustBeAsked)
      try await test.database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      #expect(try await Self.refusal(of: wish, cast) == .ownerHasNotAgreed)
      try await test.database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      #expect(try await Self.refusal(of: wish, cast) == .personHasNotAccepted)
      try await test.database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
      try await test.owner.query("update agreement set valid_to = '2026-11-01'")
      #expect(try await Self.refusal(of: wish, cast) == .noAgreement)
      try await test.owner.query("update agreement set valid_to = null")
      #expect(try await Self.refusal(of: wish, cast) == nil)
    }
  }

  @Test func `a bed that was offered yesterday is given from today on`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed)
      try await test.database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      try await test.database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
      test.clock.advance(hours: 24)
      try await test.database.perform(AnswerOfferForPerson(referral, accepts: true), by: cast.coordinator)
      #expect(try await Self.refusal(of: wish, cast) == nil)
      let held = try await test.owner.query("select first_night, until_night from bed_hold")[0]
      #expect(
        try held.decode(CalendarDay.self, CalendarDay.self) == (cast.today, wish.nights.upperBound))
    }
  }

  @Test func `an offer is answered in the future, before its nights are over`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed)
      for (answerBy, no) in [
        (test.clock.now, BedRequest.No.answerByInThePast), (wish.nights.upperBound.midnight, .answerByTooLate),
      ] {
        await #expect(throws: no) {
          try await test.database.perform(OfferBed(wish, answerBy: answerBy), by: cast.authority)
        }
      }
      #expect(try await cast.state(referral) == .accepted)
    }
  }

  @Test(arguments: [true, false])
  func `a no from the owner or the person brings the referral back and frees the nights`(isOwner: Bool) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed)
      try await test.database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      if isOwner {
        try await test.database.perform(AnswerOfferAsOwner(referral, .no(.safety)), by: cast.otherAuthority)
      } else {
        try await test.database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.otherAuthority)
        try await test.database.perform(AnswerOfferForPerson(referral, accepts: false), by: cast.authority)
      }
      #expect(try await cast.state(referral) == .accepted)
      #expect(try await test.owner.query("select from bed_hold").isEmpty)
    }
  }

  @Test func `only the owner answers for its bed`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      let wish = try cast.wish(referral, cast.middelfartBed)
      try await test.database.perform(OfferBed(wish, answerBy: test.clock.now.adding(hours: 48)), by: cast.authority)
      await #expect(throws: AccessRefusal.notFound) {
        try await test.database.perform(AnswerOfferAsOwner(referral, .yes), by: cast.authority)
      }
    }
  }

  @Test func `a referral that is not accepted gets no bed, and a stranger finds nothing`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.refer(.anna)
      let wish = try cast.wish(referral, cast.fredericiaBeds[0])
      #expect(try await Self.refusal(of: wish, cast) == .referralIs(.submitted))
      await #expect(throws: AccessRefusal.notFound) {
        try await test.database.perform(AssignBed(wish), by: cast.otherAuthority)
      }
    }
  }

  @Test func `a bed that is lived in can be had from the first free night on`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let (first, second) = (try await cast.accept(.anna), try await cast.accept(.bent))
      let bed = cast.fredericiaBeds[0]
      #expect(try await Self.refusal(of: cast.wish(first, bed, days: 20), cast) == nil)
      let free = cast.today.adding(days: 21)
      #expect(
        try await Self.refusal(of: cast.wish(second, bed, from: 20), cast)
          == .bedTaken(TakenNights(kind: .assignment, freeFrom: free)))
      #expect(try await Self.refusal(of: cast.wish(second, bed, from: 21), cast) == nil)
    }
  }
}
