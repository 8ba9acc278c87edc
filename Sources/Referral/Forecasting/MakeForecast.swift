public import Afklaring
internal import Capacity
public import Postgres

/// Reckons anew when those who wait in a municipality may expect a bed (prognose), and keeps it.
public struct MakeForecast: Command {
  public static let permission = Permission.makeForecast

  public let municipality: MunicipalityCode

  public init(_ municipality: MunicipalityCode) {
    self.municipality = municipality
  }

  public enum No: Refusal {
    public var code: String { switch self {} }
  }

  /// - Returns: for how many.
  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws -> Int {
    let state = try await ForecastReading.state(of: municipality, on: now.day, in: transaction)
    let forecast = try Forecast(state)
    transaction.later(
      """
      delete from bed_forecast
      using referral
      where referral.referral_id = bed_forecast.referral_id and referral.municipality_code = \(municipality)
      """)
    for person in forecast.persons {
      guard let referral = ReferralID(person.id) else { continue }
      transaction.later(
        """
        insert into bed_forecast (referral_id, made_on, expected_on, earliest_on, latest_on, ended_stays)
        values (\(referral), \(now.day), \(person.day), \(person.earliest), \(person.latest), \(forecast.endedStays))
        """)
    }
    JournalEntry.change(
      Self.permission, .none, person: nil,
      ["municipality": municipality.digits, "waiting": "\(forecast.persons.count)"]
    ).record(by: actor, in: transaction)
    return forecast.persons.count
  }

  /// For every municipality in which somebody waits without a forecast of today.
  ///
  /// - Returns: for how many persons.
  public static func all(in database: Database) async throws -> Int {
    let due = try await database.query(
      as: .system,
      """
      select distinct referral.municipality_code
      from referral
      where referral.state = 'accepted' and not exists (
        select from bed_forecast
        where bed_forecast.referral_id = referral.referral_id and bed_forecast.made_on = \(database.clock.now.day))
      order by referral.municipality_code
      """
    ).map { try $0.decode(MunicipalityCode.self) }
    var count = 0
    for municipality in due { count += try await database.perform(MakeForecast(municipality), by: .system) }
    return count
  }
}

/// When a person may expect a bed.
public struct BedForecast: Sendable {
  public let madeOn: CalendarDay
  /// Nil where it lies more than a year ahead.
  public let expectedOn: CalendarDay?
  /// Eight in ten come between these; nil where too few stays have ended to say so, or the later end lies beyond a year.
  public let earliestOn: CalendarDay?
  public let latestOn: CalendarDay?
  public let endedStays: Int

  public static func of(_ referral: ReferralID, in transaction: Transaction) async throws -> BedForecast? {
    try await transaction.query(query(referral)).first.map(BedForecast.init)
  }

  static func query(_ referral: ReferralID) -> SQL {
    """
    select made_on, expected_on, earliest_on, latest_on, ended_stays
    from bed_forecast
    where referral_id = \(referral)
    """
  }

  init(_ row: Row) throws {
    (madeOn, expectedOn, earliestOn, latestOn, endedStays) = try row.decode(
      CalendarDay.self, CalendarDay?.self, CalendarDay?.self, CalendarDay?.self, Int.self)
  }
}
