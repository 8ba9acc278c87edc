import Fixtures
import Foundation
import Testing

@testable import Postgres

@Suite struct `Opening a connection` {
  private func url(_ test: TestDatabase, hosts: (String) -> String, _ more: [URLQueryItem] = []) throws -> String {
    var url = try #require(URLComponents(string: test.settings.url))
    url.queryItems =
      try #require(url.queryItems).map { item in
        item.name == "host" ? URLQueryItem(name: "host", value: hosts(item.value ?? "")) : item
      } + more
    return try #require(url.string)
  }

  @Test func `tries the next host when the first is dead, and takes one that can be written`() async throws {
    try await TestDatabase.with { test in
      let writable = URLQueryItem(name: "target_session_attrs", value: "read-write")
      let url = try url(test, hosts: { "/tmp/no-such-folder,\($0)" }, [writable])
      let pool = Pool(ConnectionSettings(url: url))
      #expect(try await pool.query("show transaction_read_only")[0].decode(String.self) == "off")
      await pool.close()
    }
  }

  @Test func `refuses a server that is not of the kind asked for`() async throws {
    try await TestDatabase.with { test in
      let standby = URLQueryItem(name: "target_session_attrs", value: "standby")
      let url = try url(test, hosts: { "/tmp/no-such-folder,\($0)" }, [standby])
      let error = await #expect(throws: PostgresError.self) { try await Connection.open(ConnectionSettings(url: url)) }
      guard case .cannotConnect = error else {
        Issue.record("expected cannotConnect, not \(String(describing: error))")
        return
      }
    }
  }

  @Test func `sets the time-outs and the session's ways from the start`() async throws {
    try await TestDatabase.with { test in
      let settings = try await test.pool.query(
        """
        select name, setting from pg_settings
        where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'client_encoding',
          'application_name', 'TimeZone')
        """)
      let found = try Dictionary(uniqueKeysWithValues: settings.map { try $0.decode(String.self, String.self) })
      #expect(found["statement_timeout"] == "30000" && found["lock_timeout"] == "5000")
      #expect(found["idle_in_transaction_session_timeout"] == "60000" && found["client_encoding"] == "UTF8")
      #expect(found["application_name"] == "afklaringd" && found["TimeZone"] == "Europe/Copenhagen")
    }
  }

  @Test func `speaks UTF-8 whatever the URL says`() async throws {
    try await TestDatabase.with { test in
      var settings = test.settings
      settings.url += "&client_encoding=latin1"
      let connection = try await Connection.open(settings)
      #expect(try await connection.query("select 'æ' || \("ø")")[0].decode(String.self) == "æø")
      await connection.close()
    }
  }

  @Test(arguments: [
    "postgresql://daemon:hemmeligt@host:port/x", "postgresql://daemon:p@hemmeligt@host/x",
    "postgresql://daemon:hemmeligt/x@host/x", "postgresql://daemon:hemmeligt%zz@host/x",
    "postgresql://daemon:hemmeligt@[::1/x", "postgresql://daemon:x/hemmeligt@host:5432/x",
    "host=/tmp/no-such-folder password=hemmeligt user='daemon", "postgresql://:a@hemmeligt@/x?host=/tmp/no-such-folder",
    "postgresql://daemon:hemmeligt@/x?host=/tmp/no-such-folder",
  ])
  func `that fails never tells the password`(url: String) async throws {
    let error = await #expect(throws: PostgresError.self) { try await Connection.open(ConnectionSettings(url: url)) }
    #expect(!"\(String(describing: error))".contains("hemmeligt"))
  }

  @Test func `with a wrong password tells who was refused, not with what`() async throws {
    try await TestDatabase.with { test in
      var url = try #require(URLComponents(string: test.settings.url))
      url.password = "hemmeligt"
      let settings = ConnectionSettings(url: try #require(url.string))
      let error = await #expect(throws: PostgresError.self) { try await Connection.open(settings) }
      guard case .cannotConnect(let why) = error else {
        Issue.record("expected cannotConnect, not \(String(describing: error))")
        return
      }
      #expect(why.contains("password authentication failed") && !why.contains("hemmeligt"))
    }
  }
}
