internal import Postgres

/// Everything worth telling the operator. The cases carry ids, codes and counts only: no number and no name can reach
/// a log through them.
public enum Observation: Sendable {
  case started(address: String)
  case migrated(applied: [String], version: String)
  case requestServed(route: String, status: Int, seconds: Double)
  /// What came was no HTTP.
  case requestUnreadable
  /// The database could not serve a request just then.
  case unavailable(route: String, reason: String)
  case unexpected(incident: String, route: String, reason: String)
  case signedIn(AccountID)
  case signInRefused
  /// After too many tries, its password was not looked at.
  case signInHeldBack
  case commandRefused(command: String, code: String)
  case jobDone(kind: String, id: Int)
  case jobFailed(kind: String, id: Int, isLast: Bool, reason: String)
  case journalSealed(count: Int)
  case dutyDone(duty: String, count: Int)
  case keysRead(count: Int)
  case backgroundFailed(duty: String, reason: String)
  case messageTaken(outcome: String, treatment: String)
  case stopped

  /// An unexpected error in words that cannot quote a row: what is not known to be safe is named by its type.
  public static func reason(_ error: any Error) -> String {
    switch error {
    case let error as PostgresError: error.description
    case let error as DecodingProblem: error.description
    case let error as KeyringError: error.description
    case let error as JobProblem: error.description
    case let error as MailProblem: error.description
    case is CancellationError: "it was cancelled"
    default: String(describing: type(of: error))
    }
  }
}
