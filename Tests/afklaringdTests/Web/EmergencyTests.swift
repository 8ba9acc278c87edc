import Afklaring
import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Referral
import Testing

@testable import afklaringd

@Suite struct `Emergency access` {
  private static let fields = "cpr=\(CastMember.anna.rawValue)&begrundelse=Fundet+p%C3%A5+gaden"

  /// Anna is Fredericia's; Middelfart has nothing to do with her.
  private static func open(_ daemon: TestDaemon) async throws -> (token: SessionToken, path: String) {
    _ = try await daemon.cast.refer(.anna)
    let token = try await daemon.signIn(.municipalAuthority(daemon.cast.middelfart), userName: "fremmed")
    let answer = try await daemon.submit("/noedadgang", fields, as: token)
    return (token, try #require(answer.headers[.location]))
  }

  @Test func `shows who the person is, where and whose, to the account that opened it alone`() async throws {
    try await TestDaemon.with { daemon in
      let (token, path) = try await Self.open(daemon)
      let page = try await daemon.get(path, as: token)
      #expect(page.status == .ok)
      #expect(page.text.contains(CastMember.anna.name) && page.text.contains("Fredericia Kommune"))
      #expect(!page.text.contains(CastMember.anna.rawValue))
      for standing in [
        Standing.municipalAuthority(daemon.cast.middelfart), .municipalAuthority(daemon.cast.fredericia),
      ] {
        #expect(try await daemon.get(path, as: daemon.session(standing)).status == .notFound)
      }
      let looks = try await daemon.test.owner.query(
        "select action from journal_entry where kind = 'look' and person_id is not null"
      ).map { try $0.decode(String.self) }
      #expect(looks == ["see-in-emergency"])
    }
  }

  @Test func `opens the wall for its account, and no longer than it lasts`() async throws {
    try await TestDaemon.with { daemon in
      let (token, path) = try await Self.open(daemon)
      let account = try await daemon.test.owner.query("select account_id from emergency_access")[0].decode(
        AccountID.self)
      let actor = Actor(accountID: account, sessionID: nil, standing: .municipalAuthority(daemon.cast.middelfart))
      func seen() async throws -> Int {
        try await daemon.test.database.query(as: actor, "select count(*) from person_name")[0].decode(Int.self)
      }
      #expect(try await seen() == 1)
      try await daemon.test.owner.transaction { transaction in
        transaction.later("update emergency_access set began_at = now() - interval '5 hours', ends_at = now()")
        transaction.later("select draw_circles(array(select person_id from person))")
      }
      #expect(try await seen() == 0)
      #expect(try await daemon.get(path, as: token).status == .notFound)
    }
  }

  @Test func `is shown with name and reason to the person's municipality, and to no other`() async throws {
    try await TestDaemon.with { daemon in
      _ = try await Self.open(daemon)
      let own = try await daemon.get("/noedadgang", as: daemon.session(.municipalAuthority(daemon.cast.fredericia)))
      #expect(own.text.contains("Fundet på gaden") && own.text.contains("Middelfart"))
      func list(_ standing: Standing) async throws -> String {
        try await daemon.get("/henvisninger", as: daemon.session(standing)).text
      }
      #expect(try await list(.municipalAuthority(daemon.cast.fredericia)).contains("Nødadgang er brugt en gang"))
      #expect(try await !list(.municipalAuthority(daemon.cast.middelfart)).contains("er brugt"))
      for standing in [
        Standing.municipalAuthority(daemon.cast.middelfart), .dischargeCoordinator(daemon.cast.otherWard),
        .siteStaff(daemon.cast.middelfartSite),
      ] {
        #expect(try await !daemon.get("/noedadgang", as: daemon.session(standing)).text.contains("Fundet"))
      }
    }
  }

  @Test func `needs a reason and a person, and keeps the reason sealed`() async throws {
    try await TestDaemon.with { daemon in
      let (token, _) = try await Self.open(daemon)
      for (fields, words) in [
        ("cpr=\(CastMember.anna.rawValue)&begrundelse=kort", "mindst 10 tegn"),
        ("cpr=\(CastMember.anna.rawValue)", "mindst 10 tegn"),
        ("cpr=\(CastMember.bent.rawValue)&begrundelse=Fundet+uden+papirer", "ikke gemt noget"),
        ("cpr=12&begrundelse=Fundet+uden+papirer", "ti cifre"),
      ] {
        let answer = try await daemon.submit("/noedadgang", fields, as: token)
        #expect([409, 422].contains(answer.status.code))
        #expect(answer.text.contains(words), "\(fields)")
      }
      let rows = try await daemon.test.owner.query("select one::text from emergency_access as one").map {
        try $0.decode(String.self)
      }
      #expect(rows.count == 1 && !rows[0].contains("gaden"))
      // Asking about somebody of whom nothing is kept is kept, too.
      let asked = try await daemon.test.owner.query(
        "select details, ground from journal_entry where action = 'open-emergency-access' order by journal_entry_id"
      ).map { try $0.decode(String.self, String?.self) }
      #expect(asked.count == 2 && asked.allSatisfy { $0.1 == "emergency" })
      #expect(asked[1].0 == #"{"emergency":"nobody"}"#)
    }
  }
}
