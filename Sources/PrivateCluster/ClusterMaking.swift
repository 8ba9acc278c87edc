import FoundationEssentials
import Glibc
import Logging

/// Making the cluster: beside its place, then a rename, so that a making cut short is simply started over.
struct ClusterMaking {
  let settings: ClusterSettings
  let binaries: ServerBinaries
  let folder: DataFolder
  let logger: Logger

  /// Does nothing when the cluster is there.
  func makeIfMissing() async throws(ClusterError) {
    if try FileStatus(folder.cluster) != nil { return }
    logger.notice("making a new database", metadata: ["folder": "\(folder.cluster)"])
    try await removeUnfinished()
    let passwords = try Passwords.make(in: folder)
    // A name of its own: the initdb of a killed daemon may still be writing into the folder before it.
    let unfinished = "\(folder.path)/\(Self.unfinished)\(getpid())-\(passwords.owner.prefix(8))"
    try await initialise(unfinished)
    try await addRoleAndDatabase(unfinished, passwords)
    try finish(unfinished)
  }

  static let unfinished = "postgres.new-"

  private func removeUnfinished() async throws(ClusterError) {
    let deadline = ContinuousClock.now + settings.patience
    while true {
      do {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names where name.hasPrefix(Self.unfinished) {
          try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
        }
        return
      } catch {
        // An orphaned initdb may put files into a folder while it is being emptied.
        guard ContinuousClock.now < deadline else {
          throw .fileRefused(
            path: "\(folder.path)/\(Self.unfinished)*", reason: "what was left unfinished cannot be removed")
        }
      }
      await pause(.milliseconds(200))
    }
  }

  private func initialise(_ unfinished: String) async throws(ClusterError) {
    let arguments = [
      "--pgdata=\(unfinished)", "--username=\(settings.ownerRole)", "--pwfile=\(folder.ownerPassword)",
      "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
    ]
    try check(await binaries.run("initdb", arguments + (settings.durable ? [] : ["--no-sync"]), in: folder))
  }

  /// In single-user mode: the cluster is not reachable by anybody before it is complete.
  private func addRoleAndDatabase(_ unfinished: String, _ passwords: Passwords) async throws(ClusterError) {
    let role = identifier(settings.daemonRole)
    let commands = """
      create role \(role) login nosuperuser nocreatedb nocreaterole noreplication nobypassrls \
      password '\(passwords.daemon)'
      create database \(identifier(settings.database)) owner \(identifier(settings.ownerRole))

      """
    let arguments = [
      "--single", "-D", unfinished, "-c", "exit_on_error=on", "-c", "log_min_error_statement=panic",
      "-c", "log_checkpoints=off", "-c", "password_encryption=scram-sha-256",
      "-c", "fsync=\(settings.durable ? "on" : "off")", "postgres",
    ]
    try check(await binaries.run("postgres", arguments, input: commands, in: folder))
  }

  private func finish(_ unfinished: String) throws(ClusterError) {
    guard rename(unfinished, folder.cluster) == 0 else { throw .refused(folder.cluster) }
    let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .refused(folder.path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .refused(folder.path) }
  }

  private func check(_ end: ProgramEnd) throws(ClusterError) {
    if end.succeeded { return }
    if end.complaint.contains("No space left on device") { throw .diskFull(folder: folder.path) }
    throw .makingFailed(folder: folder.path, lastLine: end.complaint)
  }

  private func identifier(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}
