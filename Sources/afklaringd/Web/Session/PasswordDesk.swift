import Afklaring
import NIOPosix

/// Where passwords are checked: two at a time, each taking 36 MB and a sixth of a second, on threads of their own.
struct PasswordDesk: Sendable {
  private let threads = NIOThreadPool(numberOfThreads: 2)

  /// What is checked where there is no such account, so that the answer takes as long.
  private let nobody = PasswordHash.ofNobody

  init() {
    threads.start()
  }

  func isRight(_ password: String, for hash: PasswordHash?) async throws -> Bool {
    let matches = try await threads.runIfActive { try (hash ?? nobody).matches(password) }
    return matches && hash != nil
  }

  func hash(_ password: String) async throws -> PasswordHash {
    try await threads.runIfActive { try PasswordHash(password) }
  }

  /// Why a new password will not do, or nil.
  func objection(to password: String, of userName: String) async throws -> PasswordObjection? {
    try await threads.runIfActive { try PasswordRule.objection(to: password, of: userName) }
  }
}
