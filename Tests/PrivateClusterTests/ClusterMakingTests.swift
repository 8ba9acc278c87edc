import Foundation
import Testing

@testable import PrivateCluster

@Suite(.serialized) struct ClusterMakingTests {
  let test = TestCluster()

  @Test func `a new cluster lets both roles in over the socket and nobody else`() async throws {
    let cluster = try await test.start()
    #expect(try await test.answer(cluster.ownerURL, "select current_user, 1") == "afklaring_owner|1")
    #expect(try await test.answer(cluster.daemonURL, "select current_user, 1") == "afklaring|1")
    let stranger = cluster.daemonURL.replacing(#/:[0-9a-f]{64}@/#, with: ":wrong@")
    #expect(stranger != cluster.daemonURL)
    #expect(try await test.psql(stranger, "select 1").complaint.contains("password authentication failed"))

    let rights = "select rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
    let role = "\(rights) from pg_roles where rolname = 'afklaring'"
    #expect(try await test.answer(cluster.ownerURL, role) == "t|f|f|f|f|f")
    let owner = "select pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate from pg_database"
    let database = "\(owner) where datname = 'afklaring'"
    #expect(try await test.answer(cluster.ownerURL, database) == "afklaring_owner|UTF8|C.UTF-8")
    #expect(try await test.answer(cluster.ownerURL, "show data_checksums") == "on")
    #expect(try await test.answer(cluster.ownerURL, "show timezone") == "Europe/Copenhagen")
    #expect(try await test.answer(cluster.ownerURL, "select count(*) from pg_hba_file_rules") == "1")
    await cluster.stop()
    try test.remove()
  }

  @Test func `passwords, lock and socket folder are their owner's alone`() async throws {
    let cluster = try await test.start()
    for name in ["owner.password", "daemon.password", "afklaringd.lock", "postgres.log"] {
      #expect(try #require(try FileStatus("\(test.path)/\(name)")).mode & 0o777 == 0o600)
    }
    for name in ["run", "postgres"] {
      #expect(try #require(try FileStatus("\(test.path)/\(name)")).mode & 0o777 == 0o700)
    }
    #expect(!"\(cluster.urls)".contains(try Passwords.read(from: DataFolder.prepare(test.settings)).daemon))
    await cluster.stop()
    try test.remove()
  }

  @Test func `no TCP port is open`() async throws {
    let cluster = try await test.start()
    #expect(try await test.answer(cluster.ownerURL, "show listen_addresses") == "")
    let processID = await cluster.process.processID
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/fd")
    let sockets = descriptors.compactMap { name -> String? in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(processID)/fd/\(name)")
      return target?.firstMatch(of: #/socket:\[(\d+)\]/#).map { String($0.1) }
    }
    #expect(!sockets.isEmpty)
    for table in ["tcp", "tcp6"] {
      guard let rows = try PrivateFile.read("/proc/\(processID)/net/\(table)") else { continue }
      for row in rows.split(separator: "\n") {
        let columns = row.split(separator: " ").map(String.init)
        // The state "0A" is LISTEN; the tenth column is the socket's inode.
        guard columns.count > 9, columns[3] == "0A" else { continue }
        #expect(!sockets.contains(columns[9]))
      }
    }
    await cluster.stop()
    try test.remove()
  }

  @Test func `a second start finds the data and the passwords of the first`() async throws {
    let clock = ContinuousClock()
    var cluster: PrivateCluster?
    let first = try await clock.measure { cluster = try await test.start() }
    let made = try #require(cluster)
    _ = try await test.answer(made.ownerURL, "create table kept as select 7 as number")
    await made.stop()
    let second = try await clock.measure { cluster = try await test.start() }
    let again = try #require(cluster)
    #expect(again.urls == made.urls)
    #expect(try await test.answer(again.ownerURL, "select number from kept") == "7")
    let third = await clock.measure { await again.stop() }
    print("first start \(first), second start \(second), stop \(third)")
    try test.remove()
  }

  @Test func `a making that was cut short is started over`() async throws {
    let test = TestCluster("making-\(getpid())")
    await #expect(processExitsWith: .signal(SIGKILL)) {
      let test = TestCluster("making-\(getppid())")
      let starting = Task { try await test.start() }
      _ = await eventually {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: test.path)) ?? []
        return names.contains { $0.hasPrefix(ClusterMaking.unfinished) }
      }
      kill(getpid(), SIGKILL)
      _ = try await starting.value
    }
    #expect(try FileStatus("\(test.path)/postgres") == nil)
    let cluster = try await test.start()
    #expect(try await test.answer(cluster.daemonURL, "select 1") == "1")
    await cluster.stop()
    let names = try FileManager.default.contentsOfDirectory(atPath: test.path)
    #expect(!names.contains { $0.hasPrefix(ClusterMaking.unfinished) })
    try test.remove()
  }

  @Test func `a data folder too deep for a socket gets one in tmp`() async throws {
    let parent = "/tmp/afk-deep-\(String(repeating: "x", count: 90))"
    let test = TestCluster("a b,c%'\"", under: parent)
    let cluster = try await test.start()
    #expect(cluster.server.socketFolder.path.hasPrefix("/tmp/afklaring-"))
    #expect(try await test.answer(cluster.daemonURL, "select 1") == "1")
    #expect(try #require(try FileStatus(cluster.server.socketFolder.path)).mode & 0o777 == 0o700)
    await cluster.stop()
    #expect(try FileStatus(cluster.server.socketFolder.path) == nil)
    try FileManager.default.removeItem(atPath: parent)
  }

  @Test func `nothing that a statement holds reaches the log`() async throws {
    let cluster = try await test.start()
    _ = try await test.psql(cluster.daemonURL, "select '010190-1234'::integer")
    _ = try await test.psql(cluster.ownerURL, "create table person (name text primary key)")
    _ = try await test.psql(cluster.ownerURL, "insert into person values ('Karen'), ('Karen')")
    await cluster.stop()
    let log = try test.text("postgres.log")
    #expect(log.contains("ready to accept connections"))
    #expect(!log.contains("010190") && !log.contains("Karen") && !log.contains("select"))
    try test.remove()
  }

  @Test func `a log grown too large is set aside`() async throws {
    try await test.start().stop()
    let long = String(repeating: "x", count: ServerLog.limit + 1)
    try PrivateFile.replace("\(test.path)/postgres.log", with: long, for: nil)
    try await test.start().stop()
    #expect(try test.text("postgres.log").utf8.count < 10_000)
    #expect(try #require(try FileStatus("\(test.path)/postgres.log.1")).size > ServerLog.limit)
    try test.remove()
  }
}
