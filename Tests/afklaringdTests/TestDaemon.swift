import Afklaring
import Fixtures
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres

@testable import afklaringd

/// The daemon's routes over a database of the test's own, and people who are signed in to it.
struct TestDaemon: Sendable {
  let test: TestDatabase
  let cast: Cast
  let client: any TestClientProtocol

  static func with(_ body: @escaping @Sendable (TestDaemon) async throws -> Void) async throws {
    try await TestDatabase.with { test in
      let cast = try await Cast(test)
      let services = try services(test)
      try await Application(router: routes(services)).test(.router) { client in
        try await body(TestDaemon(test: test, cast: cast, client: client))
      }
    }
  }

  static func services(_ test: TestDatabase) throws -> Services {
    Services(
      database: test.database, places: try Places.load(),
      observer: Observer(Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }), metrics: PrometheusMetrics(),
      cookiesAreSecure: false)
  }

  /// A session of a new account, whose password nobody knows: without the work that a sign-in takes.
  func session(_ standing: Standing) async throws -> SessionToken {
    let (token, userName) = (SessionToken(), "u\(randomBytes(8).hexadecimal)")
    try await test.owner.transaction { transaction in
      DemoLogin(standing: standing, organisation: "", userName: userName, displayName: "Bruger")
        .store(.ofNobody, in: transaction)
      transaction.later(
        """
        insert into session (
          session_id, token_hash, account_id, role, municipality_code, ward_id, site_id, began_at, last_seen_at, ends_at)
        select gen_random_uuid(), \(token.hash), account_id, role, municipality_code, ward_id, site_id,
          \(test.clock.now), \(test.clock.now), \(test.clock.now.adding(hours: 10))
        from account_role join account using (account_id)
        where user_name = \(userName)
        """)
    }
    return token
  }

  /// An account with one role, and a session of it. Its password is `hemmelig-kode`.
  func signIn(_ standing: Standing, userName: String = "bruger") async throws -> SessionToken {
    let hash = try PasswordHash("hemmelig-kode")
    try await test.owner.transaction { transaction in
      DemoLogin(standing: standing, organisation: "", userName: userName, displayName: "Bruger")
        .store(hash, in: transaction)
    }
    let services = try Self.services(test)
    guard
      let found = try await LocalAccounts(services: services).identify(
        .init(person: .init(userName: userName, address: nil, device: nil), password: "hemmelig-kode")),
      let token = try await SignIn(services: services).begin(found.account)
    else {
      throw CancellationError()
    }
    return token
  }

  /// An account of Fredericia's, on whose site it works, too.
  func colleague(_ userName: String = "kollega") async throws -> AccountID {
    let account = AccountID()
    try await test.owner.transaction { transaction in
      transaction.later(
        """
        insert into account (account_id, user_name, display_name, password_salt, password_hash)
        values (\(account), \(userName), 'Kollega', '\\x00', '\\x00')
        """)
      transaction.later(
        """
        insert into account_role (account_id, role, municipality_code, site_id)
        values (\(account), 'municipal_authority', \(cast.fredericia), null),
          (\(account), 'site_staff', null, \(cast.fredericiaSite))
        """)
    }
    return account
  }

  // MARK: Asking

  func get(_ path: String, as token: SessionToken? = nil) async throws -> TestResponse {
    try await client.executeRequest(uri: path, method: .get, headers: Self.headers(path, token), body: nil)
  }

  func ask(
    _ path: String, _ method: HTTPRequest.Method, as token: SessionToken? = nil
  ) async throws -> TestResponse {
    try await client.executeRequest(uri: path, method: method, headers: Self.headers(path, token), body: nil)
  }

  func call(_ path: String, _ json: String, as token: SessionToken? = nil) async throws -> TestResponse {
    try await client.executeRequest(
      uri: path, method: .post, headers: Self.headers(path, token), body: ByteBuffer(string: json))
  }

  func submit(
    _ path: String, _ fields: String, as token: SessionToken? = nil, withFormToken: Bool = true
  ) async throws -> TestResponse {
    var headers = Self.headers(path, token)
    headers[.contentType] = "application/x-www-form-urlencoded"
    let proof = token.map { "&kvittering=\($0.formToken)" } ?? ""
    return try await client.executeRequest(
      uri: path, method: .post, headers: headers,
      body: ByteBuffer(string: fields + (withFormToken ? proof : "")))
  }

  private static func headers(_ path: String, _ token: SessionToken?) -> HTTPFields {
    guard let token else { return [:] }
    return path.hasPrefix("/api/")
      ? [.authorization: "Bearer \(token.text)"] : [.cookie: "\(SessionMiddleware.cookieName)=\(token.text)"]
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
}
