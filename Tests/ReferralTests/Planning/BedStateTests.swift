import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A bed as it is` {
  private static func close(_ bed: BedID, from: Int, to: Int, _ cast: Cast) async throws {
    let close = CloseBed(bed, from: cast.today.adding(days: from), to: cast.today.adding(days: to), because: "Maling")
    try await cast.database.perform(try #require(close), by: cast.staff)
  }

  private static func closures(_ bed: BedID, _ cast: Cast) async throws -> [ClosureRecord] {
    try await cast.database.reading(as: cast.staff) { try await ClosureRecord.all(of: bed, in: $0) }
  }

  @Test func `is not given while it is closed, and a closed bed is not lived in`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let bed = cast.fredericiaBeds[0]
      try await Self.close(bed, from: 5, to: 10, cast)
      let referral = try await cast.accept(.anna)
      await #expect(
        throws: BedRequest.No.bedTaken(TakenNights(kind: .closure, freeFrom: cast.today.adding(days: 10)))
      ) {
        try await test.database.perform(AssignBed(cast.wish(referral, bed)), by: cast.authority)
      }
      try await test.database.perform(AssignBed(cast.wish(referral, bed, from: 10, days: 20)), by: cast.authority)
      await #expect(
        throws: CloseBed.No.bedTaken(TakenNights(kind: .assignment, freeFrom: cast.today.adding(days: 31)))
      ) {
        try await Self.close(bed, from: 15, to: 17, cast)
      }
    }
  }

  @Test func `is closed up to the day before a stay, and not within its turnaround days`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let bed = cast.fredericiaBeds[0]
      let referral = try await cast.accept(.anna)
      try await test.database.perform(AssignBed(cast.wish(referral, bed, from: 10, days: 20)), by: cast.authority)
      try await Self.close(bed, from: 3, to: 10, cast)
      await #expect(throws: CloseBed.No.self) { try await Self.close(bed, from: 30, to: 33, cast) }
      try await Self.close(bed, from: 31, to: 33, cast)
    }
  }

  @Test func `is not closed twice for the same days, whoever asks`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let bed = cast.fredericiaBeds[0]
      try await Self.close(bed, from: 100, to: 104, cast)
      let again = try #require(
        CloseBed(bed, from: cast.today.adding(days: 100), to: cast.today.adding(days: 104), because: "Maling"))
      let taken = CloseBed.No.bedTaken(TakenNights(kind: .closure, freeFrom: cast.today.adding(days: 104)))
      let administrator = Actor(accountID: nil, sessionID: nil, standing: .administrator(cast.fredericia))
      for host in [cast.staff, cast.authority, administrator] {
        await #expect(throws: taken) { try await test.database.perform(again, by: host) }
      }
    }
  }

  @Test func `opens again, and what was closed before stays readable`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let bed = cast.fredericiaBeds[0]
      try await Self.close(bed, from: 0, to: 10, cast)
      let closure = try await Self.closures(bed, cast)[0].id
      test.clock.advance(hours: 24)
      try await test.database.perform(ReopenBed(bed, closure, from: cast.today.adding(days: 2)), by: cast.staff)
      let after = try await Self.closures(bed, cast)
      #expect(after.count == 2)
      #expect(after.filter { $0.replacedAt == nil }.map(\.days.upperBound) == [cast.today.adding(days: 2)])
      try await test.database.perform(ReopenBed(bed, closure, from: cast.today), by: cast.staff)
      await #expect(throws: ReopenBed.No.isNotClosed) {
        try await test.database.perform(ReopenBed(bed, closure, from: cast.today.adding(days: 1)), by: cast.staff)
      }
    }
  }

  @Test func `is another's to close: not found`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let close = try #require(
        CloseBed(cast.fredericiaBeds[0], from: cast.today, to: cast.today.adding(days: 1), because: "Maling"))
      for stranger in [cast.otherStaff, cast.otherAuthority] {
        await #expect(throws: AccessRefusal.notFound) { try await test.database.perform(close, by: stranger) }
      }
    }
  }

  @Test func `is confirmed, and that runs out after five working days`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      func statement() async throws -> SiteStatement {
        let found = try await test.database.reading(as: cast.otherAuthority) {
          try await SiteStatement.of(cast.fredericiaSite, in: $0)
        }
        return try #require(found)
      }
      #expect(try await statement().statedAt == nil)
      try await test.database.perform(StateBeds(cast.fredericiaSite), by: cast.staff)
      #expect(try await statement().statedAt == test.clock.now)
      // A Sunday: Monday to Friday follow.
      let stated = cast.today
      #expect(try await statement().isFresh(on: stated.adding(days: 5)))
      #expect(try await !statement().isFresh(on: stated.adding(days: 8)))
      await #expect(throws: AccessRefusal.notFound) {
        try await test.database.perform(StateBeds(cast.fredericiaSite), by: cast.otherStaff)
      }
    }
  }

  @Test func `is let to another municipality by its own, and by nobody else`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let odense = try #require(MunicipalityCode("0461"))
      let seller = Actor(accountID: nil, sessionID: nil, standing: .administrator(cast.fredericia))
      try await test.database.perform(
        SetAgreement(odense, from: cast.today, to: nil, pricePerDay: 1900, maxPlaces: 2), by: seller)
      let agreements = try await test.database.reading(as: seller) {
        try await AgreementRecord.all(on: cast.today, in: $0)
      }
      #expect(agreements.contains { $0.buyer == odense && $0.pricePerDay == "1900.00" && $0.maxPlaces == 2 })
      await #expect(throws: SetAgreement.No.withOneself) {
        try await test.database.perform(
          SetAgreement(cast.fredericia, from: cast.today, to: nil, pricePerDay: nil, maxPlaces: nil), by: seller)
      }
      // With SQL alone, too: a buyer does not let itself in.
      let buyer = Actor(accountID: nil, sessionID: nil, standing: .administrator(odense))
      await #expect(throws: PostgresError.self) {
        try await test.database.query(
          as: buyer,
          """
          insert into agreement (agreement_id, buyer_code, seller_code, valid_from)
          values (gen_random_uuid(), '0461', '0410', '2026-01-01')
          """)
      }
    }
  }
}
