import FoundationEssentials
import Glibc

/// The folder of PostgreSQL's server programs.
struct ServerBinaries: Sendable, Equatable {
  let folder: String
  /// The major version, as `PG_VERSION` spells it: "15".
  let version: String

  /// Debian's newest version, or the one that made the cluster; else what stands on the PATH.
  static func find(
    for folder: DataFolder, debian: String = "/usr/lib/postgresql",
    path: String? = ProcessInfo.processInfo.environment["PATH"]
  ) async throws(ClusterError) -> ServerBinaries {
    let made = try PrivateFile.read(folder.versionFile)?.split(separator: "\n").first.map(String.init)
    var installed = versions(in: debian)
    if installed.isEmpty || made.map({ made in !installed.contains { $0.version == made } }) == true {
      installed += try await onPath(path ?? "", for: folder)
    }
    guard let newest = installed.first else { throw .postgresNotFound }
    guard let made else { return newest }
    guard let match = installed.first(where: { $0.version == made }) else {
      throw .versionMismatch(folder: folder.cluster, folderVersion: made, serverVersion: newest.version)
    }
    return match
  }

  /// Newest first.
  private static func versions(in debian: String) -> [ServerBinaries] {
    names(in: debian).filter { Double($0) != nil }
      .sorted { (Double($0) ?? 0) > (Double($1) ?? 0) }
      .map { ServerBinaries(folder: "\(debian)/\($0)/bin", version: $0) }
      .filter { holdsServer($0.folder) }
  }

  private static func names(in folder: String) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch { return [] }
  }

  private static func onPath(_ path: String, for folder: DataFolder) async throws(ClusterError) -> [ServerBinaries] {
    for place in path.split(separator: ":").map(String.init) where place.hasPrefix("/") && holdsServer(place) {
      let found = ServerBinaries(folder: place, version: "")
      // "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"
      let words = try await found.run("postgres", ["--version"], in: folder).output.split(separator: " ")
      guard words.count >= 3, let major = words[2].split(whereSeparator: { !$0.isNumber }).first else { continue }
      return [ServerBinaries(folder: place, version: String(major))]
    }
    return []
  }

  private static func holdsServer(_ folder: String) -> Bool {
    ["postgres", "initdb", "pg_ctl"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
  }
}
