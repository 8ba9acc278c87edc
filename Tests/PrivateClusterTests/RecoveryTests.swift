import Foundation
import Testing

@testable import PrivateCluster

@Suite(.serialized) struct RecoveryTests {
  let test = TestCluster()

  @Test func `a killed PostgreSQL is started again with its data`() async throws {
    let cluster = try await test.changed { $0.durable = true }.start()
    let watch = Task { await cluster.supervise() }
    _ = try await test.answer(cluster.ownerURL, "create table kept as select 7 as number")
    for _ in 1...2 {
      let killed = await cluster.process.processID
      kill(killed, SIGKILL)
      #expect(
        try await eventually {
          guard await cluster.process.processID != killed else { return false }
          return try await test.psql(cluster.daemonURL, "select 1").succeeded
        })
      #expect(try await test.answer(cluster.ownerURL, "select number from kept") == "7")
      #expect(await eventually { (try? test.text("afklaringd.lock")) == "serve \(getpid()) ready\n" })
    }
    watch.cancel()
    await watch.value
    #expect(await cluster.process.hasEnded)
    #expect(try FileStatus("\(test.path)/postgres/postmaster.pid") == nil)
    #expect(try test.text("afklaringd.lock") == "")
    try test.remove()
  }

  @Test func `supervision ends when the cluster is stopped, also amid a restart`() async throws {
    let cluster = try await test.start()
    let watch = Task { await cluster.supervise() }
    kill(await cluster.process.processID, SIGKILL)
    await cluster.stop()
    await watch.value
    #expect(await cluster.process.hasEnded)
    try test.remove()
  }

  @Test func `the PostgreSQL of a killed daemon is stopped and its data kept`() async throws {
    let test = TestCluster("killed-\(getpid())")
    await #expect(processExitsWith: .signal(SIGKILL)) {
      let test = TestCluster("killed-\(getppid())")
      let cluster = try await test.start()
      _ = try await test.answer(cluster.ownerURL, "create table kept as select 7 as number")
      kill(getpid(), SIGKILL)
    }
    let orphan = try #require(try ProcessFile(in: DataFolder.prepare(test.settings)))
    #expect(try #require(try PrivateFile.read("/proc/\(orphan.processID)/cmdline")).contains("/postgres"))
    let cluster = try await test.start()
    #expect(await cluster.process.processID != orphan.processID)
    #expect(await eventually { ((try? PrivateFile.read("/proc/\(orphan.processID)/cmdline")) ?? nil ?? "").isEmpty })
    #expect(try await test.answer(cluster.ownerURL, "select number from kept") == "7")
    await cluster.stop()
    try test.remove()
  }

  @Test func `the mark of a recycled process id does not stop a start`() async throws {
    try await test.start().stop()
    let folder = try DataFolder.prepare(test.settings)
    for processID in [getpid(), 1, 2_147_483_646] {
      let mark = "\(processID)\n\(folder.cluster)\n1\n5432\n\n\n\nready   \n"
      try PrivateFile.replace(folder.processFile, with: mark, for: folder.user)
      let cluster = try await test.start()
      #expect(try await test.answer(cluster.daemonURL, "select 1") == "1")
      await cluster.stop()
    }
    try test.remove()
  }

  @Test func `pauses between restarts double, and are short again after a long life`() {
    var backOff = BackOff(shortest: .seconds(1), longest: .seconds(5))
    let pauses = (1...5).map { _ in backOff.next(afterLife: .zero) }
    #expect(pauses == [1, 2, 4, 5, 5].map { .seconds($0) })
    #expect(backOff.next(afterLife: .seconds(6)) == .seconds(1))
  }
}
