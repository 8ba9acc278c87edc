import Foundation
import Testing

@testable import PrivateCluster

@Suite(.serialized) struct ClusterLockTests {
  let test = TestCluster()

  @Test func `a second serve is refused, and a command uses the first one's cluster`() async throws {
    let cluster = try await test.start()
    let refusal = await #expect(throws: ClusterError.self) { _ = try await test.start() }
    #expect(refusal == .alreadyServed(folder: test.path, processID: getpid()))
    #expect(
      refusal?.description
        == "Process \(getpid()) already serves \(test.path): stop it first, or choose another --data-dir.")

    let access = try await ClusterAccess.open(test.settings, logger: TestCluster.silent)
    guard case .serving(let urls) = access else { throw TestCluster.Complaint(line: "\(access)") }
    #expect(urls == cluster.urls)
    await access.close()
    #expect(try await test.answer(cluster.daemonURL, "select 1") == "1")
    await cluster.stop()
    #expect(try test.text("afklaringd.lock") == "")
    try test.remove()
  }

  @Test func `without a serve commands start the cluster one after the other`() async throws {
    let test = test
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 1...3 {
        group.addTask {
          try await ClusterAccess.using(test.settings, logger: TestCluster.silent) { urls in
            #expect(try test.text("afklaringd.lock") == "command \(getpid()) ready\n")
            return try await test.answer(urls.daemon, "select \(number)")
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.sorted() == ["1", "2", "3"])
    #expect(try FileStatus("\(test.path)/postgres/postmaster.pid") == nil)
    try test.remove()
  }

  @Test func `a command that holds the folder too long is named`() async throws {
    let impatient = test.changed { $0.patience = .milliseconds(300) }
    let folder = try DataFolder.prepare(impatient.settings)
    guard case .taken(let lock) = try ClusterLock.attempt(in: folder, as: .command) else {
      throw TestCluster.Complaint(line: "the lock of a new folder is held")
    }
    await #expect(throws: ClusterError.busy(folder: folder.path, processID: getpid())) {
      _ = try await impatient.start()
    }
    lock.release()
    try test.remove()
  }

  @Test func `the note of a process that is gone counts for nothing`() {
    #expect(LockNote("serve \(getpid()) ready\n") == LockNote(kind: .serve, processID: getpid(), ready: true))
    #expect(LockNote("serve 2147483646 ready\n") == nil)
    #expect(LockNote("serve") == nil)
    #expect(LockNote("") == nil)
  }
}
