import Foundation
import Testing

@testable import PrivateCluster

@Suite(.serialized) struct UnprivilegedUserTests {
  let test = TestCluster()
  static let isRoot = geteuid() == 0

  @Test func `the server never runs as root`() async throws {
    let cluster = try await test.start()
    let status = try #require(try FileStatus("/proc/\(await cluster.process.processID)"))
    #expect(status.owner != 0)
    let user = cluster.server.folder.user
    #expect(status.owner == (user?.userID ?? geteuid()))
    #expect((user == nil) == !Self.isRoot)
    #expect(try #require(try FileStatus(test.path)).owner == status.owner)
    await cluster.stop()
    try test.remove()
  }

  @Test(.enabled(if: isRoot)) func `a daemon of root steps down for good and serves all the same`() async throws {
    let test = TestCluster("stepping-\(getpid())")
    await #expect(processExitsWith: .success) {
      let test = TestCluster("stepping-\(getppid())")
      let user = try #require(try PrivateCluster.prepare(test.settings))
      try user.stepDown()
      #expect(getuid() == user.userID && geteuid() == user.userID && getgid() == user.groupID)
      #expect(setuid(0) != 0)
      #expect(open("/etc/shadow", O_RDONLY) < 0)
      let cluster = try await test.start()
      #expect(try await test.answer(cluster.daemonURL, "select 1") == "1")
      await cluster.stop()
    }
    // What the stepped-down daemon has made, root can use, and the other way round.
    let cluster = try await test.start()
    await cluster.stop()
    try test.remove()
  }

  @Test(.enabled(if: isRoot)) func `a folder that the user cannot reach is named`() async throws {
    let parent = "/tmp/afk-closed-\(UInt16.random(in: 0...UInt16.max))"
    #expect(mkdir(parent, 0o700) == 0)
    let test = TestCluster(under: parent)
    let refusal = await #expect(throws: ClusterError.self) { _ = try await test.start() }
    guard case .unreachable(parent, let user)? = refusal else { throw TestCluster.Complaint(line: "\(refusal as Any)") }
    #expect(refusal?.description.contains("The user \(user) cannot enter \(parent): run `chmod o+x") == true)
    try FileManager.default.removeItem(atPath: parent)
  }

  @Test(.enabled(if: isRoot)) func `root does not give away a folder that holds other things`() async throws {
    #expect(mkdir(test.path, 0o755) == 0)
    try PrivateFile.replace("\(test.path)/letter.txt", with: "Dear Karen", for: nil)
    await #expect(throws: ClusterError.foreignFolder(folder: test.path)) { _ = try await test.start() }
    #expect(try #require(try FileStatus(test.path)).owner == 0)
    try test.remove()
  }

  @Test(.enabled(if: isRoot)) func `a data folder that root has copied back is handed over`() async throws {
    try await test.start().stop()
    #expect(lchown("\(test.path)/postgres/PG_VERSION", 0, 0) == 0)
    #expect(lchown("\(test.path)/postgres", 0, 0) == 0)
    #expect(lchown(test.path, 0, 0) == 0)
    try await test.start().stop()
    #expect(try #require(try FileStatus("\(test.path)/postgres/PG_VERSION")).owner != 0)
    try test.remove()
  }

  @Test func `root and accounts that do not exist are passed over`() {
    #expect(UnprivilegedUser.resolve(candidates: ["no-such-user", "root"]) == nil)
    #expect(UnprivilegedUser.resolve(candidates: ["no-such-user", "root", "nobody"])?.name == "nobody")
  }
}
