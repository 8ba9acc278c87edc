import Fixtures
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import Afklaring
@testable import afklaringd

@Suite struct `An administrator` {
  private static func administrator(_ daemon: TestDaemon) async throws -> SessionToken {
    try await daemon.session(.administrator(daemon.cast.fredericia))
  }

  @Test func `lets a colleague in, who signs in with the password that was shown`() async throws {
    try await TestDaemon.with { daemon in
      let token = try await Self.administrator(daemon)
      let answer = try await daemon.submit(
        "/konti", "navn=Mette+Lund&brugernavn=mette&rolle=municipal_authority+0607", as: token)
      #expect(answer.status == .created)
      let password = try #require(answer.text.firstMatch(of: /[a-z2-9]{4}(-[a-z2-9]{4}){3}/)?.output.0)
      #expect(try await daemon.get("/konti", as: token).text.contains("Mette Lund"))
      let signIn = try await daemon.submit("/log-ind", "brugernavn=mette&adgangskode=\(password)")
      #expect(signIn.status == .seeOther)
      let entry = try await daemon.test.owner.query(
        "select ground, role from journal_entry where action = 'add-account'"
      ).map { try $0.decode(String?.self, String.self) }
      #expect(entry.count == 1 && entry[0] == ("administration", "administrator"))
    }
  }

  @Test(arguments: [
    "navn=Mette&brugernavn=mette&rolle=municipal_authority+0410", "navn=Mette&brugernavn=mette&rolle=auditor",
    "navn=Mette&brugernavn=mette&rolle=administrator+0410", "navn=Mette&brugernavn=mette&rolle=system",
    "navn=Mette&brugernavn=mette&rolle=site_staff+:middelfart", "navn=Mette&brugernavn=M&rolle=administrator+0607",
    "navn=Mette&brugernavn=&rolle=administrator+0607", "navn=&brugernavn=mette&rolle=administrator+0607",
    "navn=Mette&brugernavn=kollega&rolle=administrator+0607", "navn=Mette&brugernavn=mette",
  ])
  func `lets nobody in for others, or without what an account needs`(fields: String) async throws {
    try await TestDaemon.with { daemon in
      _ = try await daemon.colleague()
      let token = try await Self.administrator(daemon)
      let before = try await daemon.test.owner.query("select from account").count
      let sent = fields.replacing(":middelfart", with: "\(daemon.cast.middelfartSite)")
      #expect([409, 422].contains(try await daemon.submit("/konti", sent, as: token).status.code))
      #expect(try await daemon.test.owner.query("select from account").count == before)
    }
  }

  @Test func `neither closes nor resets an account that has roles of others`() async throws {
    try await TestDaemon.with { daemon in
      let account = try await daemon.colleague()
      try await daemon.test.owner.query(
        "insert into account_role (account_id, role, municipality_code) values (\(account), 'municipal_authority', '0410')"
      )
      let token = try await Self.administrator(daemon)
      let page = try await daemon.get("/konti/\(account)", as: token)
      #expect(page.text.contains("roller hos andre") && !page.text.contains("Middelfart"))
      for (step, fields) in [("lukning", "svar=ja"), ("adgangskode", "")] {
        let answer = try await daemon.submit("/konti/\(account)/\(step)", fields, as: token)
        #expect(answer.status == .conflict && answer.text.contains("roller hos andre"))
      }
      #expect(try await !daemon.test.owner.query("select from account where is_disabled").isEmpty == false)
      let revoked = try await daemon.submit(
        "/konti/\(account)/rolle/fjern", "rolle=municipal_authority+0607", as: token)
      #expect(revoked.status == .seeOther)
    }
  }

  @Test func `leaves an account its last role, and the own account alone`() async throws {
    try await TestDaemon.with { daemon in
      let account = try await daemon.colleague()
      let token = try await Self.administrator(daemon)
      let path = "/konti/\(account)/rolle/fjern"
      #expect(try await daemon.submit(path, "rolle=municipal_authority+0607", as: token).status == .seeOther)
      let last = try await daemon.submit(path, "rolle=site_staff+\(daemon.cast.fredericiaSite)", as: token)
      #expect(last.status == .conflict && last.text.contains("sidste rolle"))
      let own = try await daemon.test.owner.query(
        "select account_id from session where token_hash = \(token.hash)")[0].decode(AccountID.self)
      for (step, fields) in [
        ("lukning", "svar=ja"), ("adgangskode", ""), ("rolle/fjern", "rolle=administrator+0607"),
      ] {
        let answer = try await daemon.submit("/konti/\(own)/\(step)", fields, as: token)
        #expect(answer.status == .conflict && answer.text.contains("din egen konto"))
      }
    }
  }

  @Test func `closes an account, whose sessions end, and opens it again`() async throws {
    try await TestDaemon.with { daemon in
      let colleague = try await daemon.signIn(.municipalAuthority(daemon.cast.fredericia), userName: "lone")
      let account = try await daemon.test.owner.query("select account_id from account where user_name = 'lone'")[0]
        .decode(AccountID.self)
      let token = try await Self.administrator(daemon)
      #expect(try await daemon.submit("/konti/\(account)/lukning", "svar=ja", as: token).status == .seeOther)
      #expect(try await daemon.get("/henvisninger", as: colleague).headers[.location] == "/log-ind")
      #expect(try await daemon.get("/konti/\(account)", as: token).text.contains("Lukket"))
      #expect(try await daemon.submit("/konti/\(account)/lukning", "svar=nej", as: token).status == .seeOther)
      #expect(try await !daemon.get("/konti/\(account)", as: token).text.contains("Lukket"))
    }
  }

  /// Whatever the program does, the database shows and gives an administrator no more than this.
  @Test func `with SQL alone reaches the own organisation's accounts and no others`() async throws {
    try await TestDaemon.with { daemon in
      let (own, others) = (try await daemon.colleague(), try await daemon.colleague("andens"))
      try await daemon.test.owner.query(
        "update account_role set municipality_code = '0410' where account_id = \(others) and site_id is null")
      try await daemon.test.owner.query(
        "update account_role set site_id = \(daemon.cast.middelfartSite) where account_id = \(others) and site_id is not null"
      )
      let actor = Actor(accountID: AccountID(), sessionID: nil, standing: .administrator(daemon.cast.fredericia))
      let database = daemon.test.database
      func count(_ statement: SQL) async throws -> Int { try await database.query(as: actor, statement).count }
      #expect(try await count("select from account where account_id = \(own)") == 1)
      #expect(try await count("select from account where account_id = \(others)") == 0)
      #expect(try await count("update account set is_disabled = true returning account_id") == 1)
      #expect(try await count("delete from account_role where account_id = \(others) returning account_id") == 0)
      for role in ["municipal_authority", "administrator"] {
        await #expect(throws: PostgresError.self) {
          try await database.query(
            as: actor,
            "insert into account_role (account_id, role, municipality_code) values (\(own), \(role), '0410')")
        }
      }
      await #expect(throws: PostgresError.self) {
        try await database.query(as: actor, "insert into account_role (account_id, role) values (\(own), 'auditor')")
      }
      #expect(try await count("select from session") == 0)
    }
  }
}
