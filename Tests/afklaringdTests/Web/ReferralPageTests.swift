import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `The page of a referral` {
  @Test func `lets an owner that says no go on to a page that it may see`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let owner = try await daemon.signIn(.municipalAuthority(cast.middelfart))
      let referral = try await cast.accept(.anna)
      try await cast.database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: daemon.test.clock.now.adding(hours: 48)),
        by: cast.authority)
      _ = try await JobQueue(cast.database, kinds: [Tell.self]).runDue { _ in }
      #expect(try await daemon.get("/henvisninger", as: owner).text.contains("/henvisninger/\(referral)"))
      let answer = try await daemon.submit(
        "/henvisninger/\(referral)/tilbud/ejer", "svar=nej&begrundelse=safety", as: owner)
      #expect(answer.headers[.location] == "/henvisninger")
      let list = try await daemon.get("/henvisninger", as: owner)
      #expect(list.status == .ok)
      #expect(!list.text.contains("/henvisninger/\(referral)"))
    }
  }
}
