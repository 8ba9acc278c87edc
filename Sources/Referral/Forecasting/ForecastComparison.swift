public import Afklaring
public import Capacity
public import Postgres

/// A municipality's forecast as it is, beside what it would be in a scenario (hvad nu hvis).
public struct ForecastComparison: Sendable {
  public let today: Forecast
  public let otherwise: Forecast
  public let beds: Int
  public let waiting: Int

  /// - Throws: `CancellationError` where the task is cancelled.
  public static func make(
    of municipality: MunicipalityCode, on day: CalendarDay, _ scenario: Scenario, horizonDays: Int, runs: Int,
    seed: UInt64, in transaction: Transaction
  ) async throws -> ForecastComparison {
    let state = try await ForecastReading.state(of: municipality, on: day, in: transaction)
    return ForecastComparison(
      today: try Forecast(state, horizonDays: horizonDays, runs: runs, seed: seed),
      otherwise: try Forecast(state, scenario, horizonDays: horizonDays, runs: runs, seed: seed),
      beds: state.beds.count, waiting: state.waiting.count)
  }
}

/// Forecasts made as they would have been on earlier days, compared with what came (tilbageblik).
public struct BackTest: Sendable, Equatable {
  /// Forecasts with an interval for somebody who later moved in, and how many of these days lay within it.
  public var forecasts = 0
  public var inside = 0
  /// Forecasts whose person never moved in, or has not yet.
  public var open = 0

  public init() {}

  /// Nil where nothing can be compared.
  public var share: Double? { forecasts == 0 ? nil : Double(inside) / Double(forecasts) }

  public static func run(
    of municipality: MunicipalityCode, on days: [CalendarDay], runs: Int, seed: UInt64, in transaction: Transaction
  ) async throws -> BackTest {
    let moved = Dictionary(
      uniqueKeysWithValues: try await transaction.query(
        """
        select referral.referral_id, stay.moved_in_on
        from referral
        join stay on stay.referral_id = referral.referral_id
        where referral.municipality_code = \(municipality)
        """
      ).map { row in
        let (referral, day) = try row.decode(ReferralID.self, CalendarDay.self)
        return ("\(referral)", day)
      })
    var test = BackTest()
    for day in days {
      let state = try await ForecastReading.state(of: municipality, on: day, in: transaction)
      for person in try Forecast(state, runs: runs, seed: seed).persons {
        test.take(person, movedIn: moved[person.id])
      }
    }
    return test
  }

  private mutating func take(_ person: Forecast.Expected, movedIn: CalendarDay?) {
    guard let movedIn, let earliest = person.earliest else {
      open += 1
      return
    }
    forecasts += 1
    if movedIn >= earliest, person.latest.map({ movedIn <= $0 }) ?? true { inside += 1 }
  }
}
