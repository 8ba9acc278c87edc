import Afklaring
import Capacity
import Fixtures
import Postgres
import Referral
import Testing

@Suite struct `A municipality's forecast` {
  private static func forecast(_ referral: ReferralID, _ cast: Cast) async throws -> BedForecast? {
    try await cast.database.reading(as: cast.authority) { try await BedForecast.of(referral, in: $0) }
  }

  /// Forty stays that lasted twenty nights each, one after the other in the first bed, up to a day.
  private static func history(_ cast: Cast, until: Int) async throws {
    let referral = try await cast.accept(.finn)
    try await cast.owner.query(
      """
      with former as (
        insert into referral
          (referral_id, person_id, admission_id, municipality_code, state, submitted_at, accepted_at, assigned_at,
           bed_id, closed_at)
        select gen_random_uuid(), person_id, admission_id, municipality_code, 'closed',
          (\(cast.today)::date - \(until)::int - 21 * number)::timestamptz,
          (\(cast.today)::date - \(until)::int - 21 * number)::timestamptz,
          (\(cast.today)::date - \(until)::int - 21 * number)::timestamptz, \(cast.fredericiaBeds[0]), now()
        from referral, generate_series(1, 40) as number
        where referral_id = \(referral)
        returning referral_id, person_id, danish_day(assigned_at) as day)
      insert into stay (stay_id, referral_id, person_id, moved_in_on, moved_out_on, onward_support)
      select gen_random_uuid(), referral_id, person_id, day, day + 20, 's85' from former
      """)
    try await cast.owner.query(
      "update referral set state = 'withdrawn', withdrawn_at = submitted_at where referral_id = \(referral)")
  }

  @Test func `says when a bed may be expected, and keeps it for those around the person`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      try await Self.history(cast, until: 30)
      // Two beds are closed for good, in the first somebody moved in five days ago.
      try await test.owner.query(
        "update bed set in_service_to = \(cast.today) where bed_id <> \(cast.fredericiaBeds[0])")
      test.clock.set(test.clock.now.adding(hours: -120))
      let lodger = try await cast.accept(.bent)
      try await test.database.perform(
        AssignBed(cast.wish(lodger, cast.fredericiaBeds[0], days: 60)), by: cast.authority)
      try await test.database.perform(
        MoveIn(lodger, on: cast.today, plannedMoveOutOn: cast.today.adding(days: 60)), by: cast.staff)
      test.clock.advance(hours: 120)
      let referral = try await cast.accept(.anna)
      #expect(try await MakeForecast.all(in: test.database) == 1)
      #expect(try await MakeForecast.all(in: test.database) == 0)
      let forecast = try #require(try await Self.forecast(referral, cast))
      // Twenty nights from five days ago, and a day to make it ready.
      #expect(forecast.expectedOn == cast.today.adding(days: 16) && forecast.endedStays == 40)
      #expect(forecast.earliestOn == forecast.expectedOn && forecast.latestOn == forecast.expectedOn)
      let theirs = try await test.database.reading(as: cast.otherAuthority) {
        try await BedForecast.of(referral, in: $0)
      }
      #expect(theirs == nil)
    }
  }

  @Test func `gives no interval where too few stays have ended`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      _ = try await MakeForecast.all(in: test.database)
      let forecast = try #require(try await Self.forecast(referral, cast))
      #expect(forecast.expectedOn == cast.today && forecast.earliestOn == nil && forecast.endedStays == 0)
    }
  }

  /// A course of the past in one statement: accepted, moved in and out so many days ago.
  private static func past(
    accepted: Int, movedIn: Int, movedOut: Int, _ bed: BedID, _ cast: Cast
  ) async throws {
    try await cast.owner.query(
      """
      with former as (
        insert into referral
          (referral_id, person_id, admission_id, municipality_code, state, submitted_at, accepted_at, assigned_at,
           bed_id, closed_at)
        select gen_random_uuid(), person_id, admission_id, municipality_code, 'closed',
          (\(cast.today)::date - \(accepted)::int)::timestamptz, (\(cast.today)::date - \(accepted)::int)::timestamptz,
          (\(cast.today)::date - \(movedIn)::int)::timestamptz, \(bed), now()
        from referral where state = 'withdrawn' limit 1
        returning referral_id)
      insert into stay (stay_id, referral_id, person_id, moved_in_on, moved_out_on, onward_support)
      select gen_random_uuid(), referral_id, \(PersonID()), \(cast.today)::date - \(movedIn)::int,
        \(cast.today)::date - \(movedOut)::int, 's85'
      from former
      """)
  }

  @Test func `is compared with what came`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      try await Self.history(cast, until: 0)
      try await test.owner.query("alter table stay drop constraint stay_person")
      try await test.owner.query(
        "update bed set in_service_to = '2026-02-01' where bed_id = \(cast.fredericiaBeds[2])")
      // The second bed was lived in for twenty nights, too; then a person had it who had waited for six days.
      try await Self.past(accepted: 60, movedIn: 60, movedOut: 40, cast.fredericiaBeds[1], cast)
      try await Self.past(accepted: 45, movedIn: 39, movedOut: 19, cast.fredericiaBeds[1], cast)
      let compared = try await test.database.reading(as: .system) {
        try await BackTest.run(
          of: cast.fredericia, on: [cast.today.adding(days: -42)], runs: 50, seed: 1, in: $0)
      }
      #expect((compared.forecasts, compared.inside, compared.open) == (1, 1, 0))
      // Had they moved in a week later than all stays of before said, the forecast would have missed it.
      try await test.owner.query(
        "update stay set moved_in_on = moved_in_on + 7 where moved_in_on = \(cast.today.adding(days: -39))")
      let missed = try await test.database.reading(as: .system) {
        try await BackTest.run(
          of: cast.fredericia, on: [cast.today.adding(days: -42)], runs: 50, seed: 1, in: $0)
      }
      #expect((missed.forecasts, missed.inside) == (1, 0))
    }
  }
}
