/// An e-mail to somebody who works here. It names nobody's case.
public struct Mail: Sendable, Equatable {
  public let to: String
  public let subject: String
  /// Lines of plain text.
  public let text: String

  public init(to: String, subject: String, text: String) {
    (self.to, self.subject, self.text) = (to, subject, text)
  }
}

/// Sends mail; what goes wrong is thrown, and the job that sent it is tried again.
public protocol MailSender: Sendable {
  func send(_ mail: Mail) async throws
}

/// Why a mail was not sent; without its recipient.
public struct MailProblem: Error, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
