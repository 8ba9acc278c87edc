import Afklaring
import Capacity
import Fixtures
import Referral

extension Cast {
  /// Asks the other municipality for its bed, to be answered within two days.
  func offer(_ referral: ReferralID) async throws {
    try await database.perform(
      OfferBed(wish(referral, middelfartBed), answerBy: clock.now.adding(hours: 48)), by: authority)
  }
}

extension TestDatabase {
  /// What somebody has been told, once all that waited to be told was.
  func told(as actor: Actor) async throws -> [String] {
    try await JobQueue(database, kinds: [Tell.self]).runDue { _ in }
    return try await database.reading(as: actor) { try await Notice.latest(for: actor, in: $0) }.map(\.happening)
  }
}
