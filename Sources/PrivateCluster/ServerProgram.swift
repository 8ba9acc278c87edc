import Subprocess
import SystemPackage

/// How one of PostgreSQL's short programs ended.
struct ProgramEnd {
  let succeeded: Bool
  let output: String
  /// The line of its standard error that tells most.
  let complaint: String
}

extension ServerBinaries {
  /// Runs a short program to its end, as the user who owns the cluster.
  func run(
    _ program: String, _ arguments: [String], input: String? = nil, in folder: DataFolder
  ) async throws(ClusterError) -> ProgramEnd {
    let configuration = configuration(program, arguments, in: folder)
    do {
      guard let input else { return try await end(configuration, .none) }
      return try await end(configuration, .string(input))
    } catch {
      throw .programFailed(program: "\(self.folder)/\(program)", reason: "\(error)")
    }
  }

  private func end(_ configuration: Configuration, _ input: some InputProtocol) async throws -> ProgramEnd {
    let result = try await Subprocess.run(
      configuration, input: input, output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return ProgramEnd(
      succeeded: result.terminationStatus.isSuccess, output: result.standardOutput,
      complaint: mostTellingLine(of: result.standardError) ?? "\(result.terminationStatus)")
  }

  /// A session of its own, so that Ctrl-C on the terminal does not reach it, and none of our environment.
  func configuration(_ program: String, _ arguments: [String], in folder: DataFolder) -> Configuration {
    let command = ["\(self.folder)/\(program)"] + arguments
    let words = (folder.user?.steppingDownCommand ?? []) + command
    var options = PlatformOptions()
    options.createSession = true
    return Configuration(
      executable: .path(FilePath(words[0])), arguments: Arguments(Array(words.dropFirst())),
      environment: .custom(["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"]),
      workingDirectory: FilePath(folder.path), platformOptions: options)
  }
}

/// A full disk before all else, then the last line that speaks of an error, then the last line.
func mostTellingLine(of text: String) -> String? {
  let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
  let full = lines.last { $0.contains("No space left on device") }
  let error = lines.last { line in ["error:", "ERROR:", "FATAL:", "PANIC:"].contains { line.contains($0) } }
  return (full ?? error ?? lines.last).map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
}
