import Afklaring
import Foundation
import Logging
import Postgres
import PrivateCluster
import Schema
import Synchronization

/// One PostgreSQL for a run of the tests, with one migrated template of which every test gets a copy of its own.
actor TestServer {
  static let shared = TestServer()

  private var starting: Task<URLs, any Error>?

  struct URLs {
    let owner: String
    let daemon: String

    func database(_ name: String) -> URLs {
      URLs(owner: Self.renamed(owner, name), daemon: Self.renamed(daemon, name))
    }

    private static func renamed(_ url: String, _ name: String) -> String {
      url.replacing("/afklaring?", with: "/\(name)?")
    }
  }

  func urls() async throws -> URLs {
    if let starting { return try await starting.value }
    let task = Task { try await Self.start() }
    starting = task
    return try await task.value
  }

  static let keys = Keyring(KeySet(keyID: 1, secret: [UInt8](repeating: 7, count: 32)))
  static let template = "template_afklaring"

  /// How many tests have a database at once: more would only wait for each other.
  static let places = Places(4)

  /// Places that are taken in the order of asking.
  actor Places {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
      free = count
    }

    func enter() async {
      guard free == 0 else {
        free -= 1
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
      if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
  }

  private static func start() async throws -> URLs {
    let directory = "/tmp/afk-test-\(getpid())"
    let settings = ClusterSettings(
      dataDirectory: directory, durable: false, serverSettings: ["max_connections": "400"])
    let cluster = try await PrivateCluster.start(settings, holding: .command, logger: Logger(label: "test-server"))
    Leftovers.remember(directory)
    Leftovers.cluster.withLock { $0 = cluster }
    let urls = URLs(owner: cluster.ownerURL, daemon: cluster.daemonURL)
    let pool = Pool(ConnectionSettings(url: urls.owner))
    try await pool.query(SQL(trusted: "create database \(template)"))
    await pool.close()
    try await prepareTemplate(urls.database(template).owner)
    return urls
  }

  private static func prepareTemplate(_ url: String) async throws {
    let pool = Pool(ConnectionSettings(url: url))
    _ = try await Schema.migrate(pool)
    try await Afklaring.Places.load().store(in: pool)
    try await pool.transaction { try await keys.agree(in: $0) }
    try await pool.query("grant afklaring_daemon to afklaring")
    await pool.close()
  }
}

/// Stops the server and removes its folder when the tests end, however they end but by a kill.
private enum Leftovers {
  static let cluster = Mutex<PrivateCluster?>(nil)
  nonisolated(unsafe) private static var directory = ""

  static func remember(_ path: String) {
    directory = path
    atexit {
      do {
        let pidFile = try String(contentsOfFile: Leftovers.directory + "/postgres/postmaster.pid", encoding: .utf8)
        if let pid = pidFile.split(separator: "\n").first.flatMap({ Int32($0) }) {
          kill(pid, SIGQUIT)
          for _ in 0..<250 where kill(pid, 0) == 0 { usleep(20_000) }
        }
        try FileManager.default.removeItem(atPath: Leftovers.directory)
      } catch {
        print("left behind: \(Leftovers.directory)")
      }
    }
  }
}
