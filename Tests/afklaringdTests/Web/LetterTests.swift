import Afklaring
import Capacity
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@Suite struct `The letter of a course` {
  @Test func `tells whom to ring, and which organisations have looked`() async throws {
    try await TestDaemon.with { daemon in
      let cast = daemon.cast
      let referral = try await cast.refer(.anna)
      let path = "/henvisninger/\(referral)/dit-forloeb"
      let authority = try await daemon.session(.municipalAuthority(cast.fredericia))
      let before = try await daemon.get(path, as: authority).text
      #expect(before.contains("Ring til Fredericia Kommune eller til"))
      _ = try await daemon.get("/henvisninger/\(referral)", as: daemon.session(.dischargeCoordinator(cast.ward)))
      let administrator = try await daemon.session(.administrator(cast.fredericia))
      let set = try await daemon.submit("/frister/telefon", "telefon=%2B45 72 10 70 00", as: administrator)
      #expect(set.status == .seeOther)
      let letter = try await daemon.get(path, as: authority).text
      #expect(letter.contains("Ring til Fredericia Kommune på +45 72 10 70 00 eller til"))
      #expect(letter.contains("<li>Fredericia Kommune, sidst "))
      #expect(letter.contains("<li>Psykiatrien Middelfart O2, sidst "))
      #expect(!letter.contains("<li>Middelfart Kommune"))
    }
  }

  @Test(arguments: ["ring til os", "12", "72107000<br>"])
  func `refuses what is no telephone number, and keeps it in the field`(text: String) async throws {
    try await TestDaemon.with { daemon in
      let administrator = try await daemon.session(.administrator(daemon.cast.fredericia))
      let answer = try await daemon.submit("/frister/telefon", "telefon=\(text)", as: administrator)
      #expect(answer.status == .unprocessableContent || answer.status == .conflict)
      #expect(answer.text.contains("Skriv et telefonnummer"))
      #expect(try await daemon.test.owner.query("select from municipality_telephone").isEmpty)
    }
  }

  @Test func `names nobody who looked to a municipality that only lends a bed`() async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let referral = try await cast.accept(.anna)
      try await test.database.perform(
        OfferBed(cast.wish(referral, cast.middelfartBed), answerBy: test.clock.now.adding(hours: 48)),
        by: cast.authority)
      try await test.owner.query("update person set is_protected = true")
      let person = try await test.owner.query("select person_id from referral")[0].decode(PersonID.self)
      let looks = { (actor: Actor) in
        try await test.database.reading(as: actor) { try await PastLook.all(of: person, in: $0) }.count
      }
      _ = try await test.database.looking(as: cast.authority) { transaction, noted in
        try await ReferralReading.one(
          referral, for: cast.authority, in: transaction, noting: noted, keys: test.database.keys)
      }
      #expect(try await looks(cast.authority) == 1)
      #expect(try await looks(cast.otherAuthority) == 0)
    }
  }
}
