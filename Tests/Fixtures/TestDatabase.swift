public import Afklaring
import Foundation
public import Postgres
import Schema
import Synchronization

/// A database of one test's own: a copy of the migrated template, gone when the test ends. Its clock stands still.
public struct TestDatabase: Sendable {
  /// As the daemon knows it.
  public let database: Database
  public let clock: FixedClock
  /// The same database as its owner.
  public let owner: Pool
  public let settings: ConnectionSettings

  /// The daemon's connections, for statements without an actor.
  public let pool: Pool

  public static let now = CalendarDay(year: 2026, month: 11, day: 22)?.midnight.adding(hours: 12)

  /// Lends a database for the time of `body`.
  public static func with<Value: Sendable>(
    connections: Int = 8, _ body: @Sendable (TestDatabase) async throws -> Value
  ) async throws -> Value {
    let urls = try await TestServer.shared.urls()
    await TestServer.places.enter()
    do {
      let value = try await withNew(urls, connections, body)
      await TestServer.places.leave()
      return value
    } catch {
      await TestServer.places.leave()
      throw error
    }
  }

  private static func withNew<Value: Sendable>(
    _ urls: TestServer.URLs, _ connections: Int, _ body: @Sendable (TestDatabase) async throws -> Value
  ) async throws -> Value {
    let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    var settings = ConnectionSettings(url: urls.owner)
    settings.statementTimeout = 0
    settings.lockTimeout = 0
    let server = Pool(settings)
    try await server.query(SQL(trusted: "create database \(name) template \(TestServer.template)"))
    let test = try TestDatabase(urls.database(name), connections: connections)
    do {
      let value = try await body(test)
      await test.drop(name, from: server)
      return value
    } catch {
      await test.drop(name, from: server)
      throw error
    }
  }

  private init(_ urls: TestServer.URLs, connections: Int) throws {
    guard let now = Self.now else { throw CancellationError() }
    clock = FixedClock(now)
    var settings = ConnectionSettings(url: urls.daemon)
    settings.role = Schema.daemonRole
    self.settings = settings
    var limits = Pool.Limits()
    limits.connections = connections
    limits.patience = .seconds(120)
    owner = Pool(ConnectionSettings(url: urls.owner))
    pool = Pool(settings, limits: limits)
    database = Database(pool: pool, clock: clock, keys: TestServer.keys)
  }

  private func drop(_ name: String, from server: Pool) async {
    await pool.close()
    await owner.close()
    do {
      try await server.query(SQL(trusted: "drop database \(name) with (force)"))
    } catch {
      FileHandle.standardError.write(Data("could not drop \(name): \(error)\n".utf8))
    }
    await server.close()
  }
}
