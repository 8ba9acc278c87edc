public import Postgres

/// A piece of work to be done after the transaction that asks for it: once, and again if it fails.
public protocol Job: Sendable, Codable {
  static var kind: String { get }

  /// Done in one transaction, in which the job is also taken off the queue.
  func perform(_ work: JobContext) async throws
}

/// What a job has at hand.
public struct JobContext: Sendable {
  public let jobID: Int
  public let now: Instant
  public let transaction: Transaction
  public let keys: Keyring
  /// Nil where the operator has named no server.
  public let mail: (any MailSender)?
}
