import Afklaring
import ArgumentParser
import Glibc
import Hummingbird
import HummingbirdCore
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

  @Flag(help: "For use behind TLS: cookies and the address are for https only.")
  var secureCookies = false

  @Option(help: "The address of a proxy that names its callers in X-Forwarded-For; may be given several times.")
  var trustedProxy: [String] = []

  @OptionGroup var mail: MailOptions

  func validate() throws {
    for proxy in trustedProxy where ClientAddress(proxy) == nil {
      throw ValidationError("--trusted-proxy: expected an address such as 10.0.0.5")
    }
    guard (1...1000).contains(connections) else { throw ValidationError("--connections: 1 to 1000") }
  }

  /// As root, hands the data folder and the keys to the unprivileged user and becomes that user; else does nothing.
  func stepDown() throws {
    guard database.givenURL == nil, let user = try PrivateCluster.prepare(database.cluster) else { return }
    if !database.hasCluster { try database.keyFile.makeIfMissing() }
    if database.keyFile.isThere { try database.keyFile.give(to: user) }
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
    } catch is SocketAddressError.UnknownHost {
      throw CommandFailure.notDone("cannot listen on \(listen): no address of this machine has that name")
    }
  }

  private func serve(_ logger: Logger, _ metrics: PrometheusMetrics, _ observer: Observer) async throws {
    let prepared = try await prepareCluster(logger)
    let keys: Keyring
    do {
      let outcome: Schema.Outcome
      (outcome, keys) = try await migrate(prepared.owner)
      observer(.migrated(applied: outcome.applied, version: outcome.version))
    } catch {
      await prepared.cluster?.stop()
      throw error
    }
    var limits = Pool.Limits()
    limits.connections = connections
    let visitors = try OpenFiles.connections(beside: connections)
    var settings = ConnectionSettings(url: prepared.daemon)
    settings.role = Schema.daemonRole
    let pool = Pool(settings, limits: limits)
    let services = Services(
      database: Database(pool: pool, clock: SystemClock(), keys: keys), places: try Places.load(),
      observer: observer, metrics: metrics, cookiesAreSecure: secureCookies,
      proxies: TrustedProxies(trustedProxy), mail: mail.sender)
    let application = Application(
      router: routes(services),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [RequestBounds(observer)], idleTimeout: .seconds(60),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(listen.host, port: listen.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(visitors)),
      onServerRunning: { channel in
        observer(.started(address: "http://\(listen.host):\(channel.localAddress?.port ?? listen.port)"))
      },
      logger: Logger(label: "http") { _ in SwiftLogNoOpLogHandler() })
    let schedule = Schedule(services: services, listening: settings, keyFile: database.keyFile)
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
  }

  private func prepareCluster(_ logger: Logger) async throws -> Prepared {
    if let url = database.givenURL {
      return Prepared(cluster: nil, owner: database.ownerURL ?? url, daemon: url)
    }
    let cluster = try await PrivateCluster.start(database.cluster, holding: .serve, logger: logger)
    return Prepared(cluster: cluster, owner: cluster.ownerURL, daemon: cluster.daemonURL)
  }

  /// As the owner, who is let go of afterwards.
  private func migrate(_ url: String) async throws -> (Schema.Outcome, Keyring) {
    let owner = Pool(ConnectionSettings(url: url))
    do {
      let migrated = try await MigrateCommand.migrate(owner, for: database.privateRole, keys: database.keyFile)
      await owner.close()
      return migrated
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
