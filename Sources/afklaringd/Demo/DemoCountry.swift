import Afklaring
import Capacity
import Postgres
import Referral

/// A made-up country (opdigtet land): organisations, logins, and people whose courses went through the same commands
/// as real ones, each at its own time.
struct DemoCountry: Sendable {
  private let database: Database
  private let clock: FixedClock
  private let today: CalendarDay
  private let places = DemoPlaces()

  init(database: Database) {
    clock = FixedClock(database.clock.now)
    today = database.clock.now.day
    self.database = database.told(clock)
  }

  func fill(people: Int) async throws -> [DemoLogin] {
    let logins = try places.logins
    let hash = try PasswordHash(DemoLogin.password)
    try await database.transaction(as: .system) { transaction in
      places.store(in: transaction)
      for login in logins { login.store(hash, in: transaction) }
    }
    var randomness = SeededRandomness(seed: 2026)
    for number in 0..<people { try await live(number, &randomness) }
    return logins
  }

  /// One person's course, which ends somewhere between admission and move-out.
  private func live(_ number: Int, _ randomness: inout SeededRandomness) async throws {
    let person = try DemoPerson(&randomness)
    guard let ward = places.wards.randomElement(using: &randomness),
      let home = places.councils.randomElement(using: &randomness), let municipality = MunicipalityCode(home.code)
    else { return }
    let admittedOn = today.adding(days: -Int.random(in: 12...90, using: &randomness))
    let admission = try await at(admittedOn, 14) {
      AdmitPatient(
        try database.keys.identity(person.number, name: person.name), to: ward.id, from: municipality,
        at: admittedOn.midnight.adding(hours: 13), isAcute: true)
    }
    let referredOn = admittedOn.adding(days: Int.random(in: 3...10, using: &randomness))
    let needs = Bool.random(using: &randomness) ? [] : [["wheelchair"], ["substance_use"], ["night_staff"]][number % 3]
    let referral = try await at(referredOn, 10) {
      ReferPatient(admission, targetGroup: number % 3 == 0 ? .needsMoreSupport : .withoutSupport, needs: needs)
    }
    guard number % 8 != 0 else { return }
    let readyOn = referredOn.adding(days: Int.random(in: -1...2, using: &randomness))
    try await at(max(readyOn, admittedOn), 15) {
      SetReadyDate(admission, on: max(readyOn, admittedOn), declaredBy: "Overlæge B. Holm")
    }
    guard number % 8 != 1 else { return }
    let answeredOn = referredOn.adding(days: 2)
    if number % 8 == 2 {
      try await at(answeredOn, 11) { DeclineReferral(referral, because: .supportInPlace) }
      try await at(answeredOn.adding(days: 5), 12) {
        DischargePatient(admission, at: answeredOn.adding(days: 5).midnight.adding(hours: 11))
      }
      return
    }
    try await at(answeredOn, 11) { AcceptReferral(referral) }
    if number % 16 == 4 { try await promise(referral, home.code, isAssigned: true) }
    if number % 16 == 12 { try await promise(referral, home.code, isAssigned: false) }
    if number % 8 > 5 { try await stay(referral, admission, home.code, from: answeredOn.adding(days: 3)) }
  }

  /// A stay in a bed of the own municipality, where one is free; it may have ended since.
  private func stay(_ referral: ReferralID, _ admission: AdmissionID, _ home: String, from day: CalendarDay)
    async throws
  {
    guard let site = places.sites.first(where: { $0.owner == home }), let end = planned(from: day) else { return }
    for bed in site.beds {
      do {
        guard let request = BedRequest(referral: referral, bed: bed.id, from: day, to: end) else { return }
        try await at(day, 9) { AssignBed(request) }
      } catch is BedRequest.No {
        continue
      }
      try await at(day, 12) { DischargePatient(admission, at: day.midnight.adding(hours: 11)) }
      try await at(day, 13) { MoveIn(referral, on: day, plannedMoveOutOn: end) }
      if end <= today { try await at(end, 12) { MoveOut(referral, on: end, to: .s85) } }
      return
    }
  }

  /// A bed from tomorrow on, assigned or offered: what waits for the house, or for the person's answer.
  private func promise(_ referral: ReferralID, _ home: String, isAssigned: Bool) async throws {
    guard let site = places.sites.first(where: { $0.owner == home }) else { return }
    let first = today.adding(days: 1)
    for bed in site.beds {
      guard let request = BedRequest(referral: referral, bed: bed.id, from: first, to: first.adding(days: 42)) else {
        return
      }
      do {
        if isAssigned {
          try await at(today, 9) { AssignBed(request) }
        } else {
          try await at(today, 9) { OfferBed(request, answerBy: first.adding(days: 1).midnight.adding(hours: 12)) }
        }
        return
      } catch is BedRequest.No {
        continue
      }
    }
  }

  private func planned(from day: CalendarDay) -> CalendarDay? {
    day < today ? day.adding(days: 42) : nil
  }

  private func at<One: Command>(
    _ day: CalendarDay, _ hour: Int, _ command: () throws -> One
  ) async throws -> One.Outcome {
    clock.set(day.midnight.adding(hours: hour))
    return try await database.perform(try command(), by: .system)
  }
}
