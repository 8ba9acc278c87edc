import Afklaring
import ArgumentParser
import Glibc
import Hummingbird
import Logging
import Metrics
import NIOCore
import Postgres
import PrivateCluster
import Schema
import ServiceLifecycle
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the pages, the API and the jobs; migrates first.")

  @OptionGroup var database: DatabaseOptions

  @Option(help: "Address and port to listen on.")
  var listen = ListenAddress(host: "127.0.0.1", port: 8080)

  @Option(help: "Connections to the database at most.")
  var connections = 16

  @Flag(help: "Mark the session cookie Secure: for use behind TLS.")
  var secureCookies = false

  func validate() throws {
    guard (1...1000).contains(connections) else { throw ValidationError("--connections: 1 to 1000") }
  }

  /// As root, hands the data folder and the keys to the unprivileged user and becomes that user; else does nothing.
  func stepDown() throws {
    guard database.givenURL == nil, let user = try PrivateCluster.prepare(database.cluster) else { return }
    try database.keyFile.give(to: user)
    try user.stepDown()
  }

  func run() async throws {
    let logger = Logger(label: "afklaringd") { StreamLogHandler.standardError(label: $0) }
    let metrics = PrometheusMetrics()
    MetricsSystem.bootstrap(metrics)
    let observer = Observer(logger)
    do {
      try await serve(logger, metrics, observer)
    } catch let error as IOError {
      throw CommandFailure.notDone("cannot listen on \(listen): \(String(cString: strerror(error.errnoCode)))")
    }
  }

  private func serve(_ logger: Logger, _ metrics: PrometheusMetrics, _ observer: Observer) async throws {
    let prepared = try await prepareCluster(logger)
    do {
      let outcome = try await migrate(prepared.owner, prepared.keys)
      observer(.migrated(applied: outcome.applied, version: outcome.version))
    } catch {
      await prepared.cluster?.stop()
      throw error
    }
    var limits = Pool.Limits()
    limits.connections = connections
    var settings = ConnectionSettings(url: prepared.daemon)
    settings.role = Schema.daemonRole
    let pool = Pool(settings, limits: limits)
    let services = Services(
      database: Database(pool: pool, clock: SystemClock(), keys: prepared.keys), places: try Places.load(),
      observer: observer, metrics: metrics, cookiesAreSecure: secureCookies)
    let application = Application(
      router: routes(services),
      configuration: ApplicationConfiguration(address: .hostname(listen.host, port: listen.port), serverName: nil),
      onServerRunning: { channel in
        observer(.started(address: "http://\(listen.host):\(channel.localAddress?.port ?? listen.port)"))
      },
      logger: Logger(label: "http") { _ in SwiftLogNoOpLogHandler() })
    let schedule = Schedule(services: services, listening: settings)
    // They stop in the opposite order: first nobody is served any more, last the database.
    let inOrder: [any Service] =
      (prepared.cluster.map { [$0] } ?? []) + [PoolService(pool: pool), schedule, application]
    try await ServiceGroup(
      services: inOrder, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
    ).run()
    observer(.stopped)
  }

  private struct Prepared {
    let cluster: PrivateCluster?
    let owner: String
    let daemon: String
    let keys: Keyring
  }

  private func prepareCluster(_ logger: Logger) async throws -> Prepared {
    let keys = try database.keyring()
    if let url = database.givenURL {
      return Prepared(cluster: nil, owner: database.ownerURL ?? url, daemon: url, keys: keys)
    }
    let cluster = try await PrivateCluster.start(database.cluster, holding: .serve, logger: logger)
    return Prepared(cluster: cluster, owner: cluster.ownerURL, daemon: cluster.daemonURL, keys: keys)
  }

  /// As the owner, who is let go of afterwards.
  private func migrate(_ url: String, _ keys: Keyring) async throws -> Schema.Outcome {
    let owner = Pool(ConnectionSettings(url: url))
    do {
      let outcome = try await MigrateCommand.migrate(owner, for: database.privateRole, keys: keys)
      await owner.close()
      return outcome
    } catch {
      await owner.close()
      throw error
    }
  }
}

/// `host:port`.
struct ListenAddress: ExpressibleByArgument, CustomStringConvertible {
  let host: String
  let port: Int

  init(host: String, port: Int) {
    (self.host, self.port) = (host, port)
  }

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]),
      (0...65535).contains(port), colon != argument.startIndex
    else { return nil }
    self.init(host: String(argument[..<colon]), port: port)
  }

  var description: String { "\(host):\(port)" }
  var defaultValueDescription: String { description }
}
