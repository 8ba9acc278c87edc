import Afklaring
import FoundationEssentials
import Subprocess
import SystemPackage

/// Sends mail by SMTP, over TLS alone, with curl: it speaks SMTP and TLS better than code of our own would.
struct SMTP: MailSender {
  /// `smtps://host:465`, or `smtp://host:587`, which must then offer STARTTLS.
  let url: String
  let from: String
  let user: String?
  let password: String?
  /// A file with the certificates to trust instead of the system's.
  let authority: String?

  func send(_ mail: Mail) async throws {
    guard Self.isSafe(mail.to), Self.isSafe(from) else { throw MailProblem("an address holds what no address holds") }
    // The password stands in a file that nobody else reads, not among the arguments, which everybody sees.
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let file = folder.appending(path: "curl")
    try Data(configuration(to: mail.to).utf8).write(to: file)
    let sent = await Result(catching: { try await curl(file.path, message(mail)) })
    try FileManager.default.removeItem(at: folder)
    try sent.get()
  }

  private func curl(_ configuration: String, _ message: String) async throws {
    let result = try await Subprocess.run(
      .name("curl"), arguments: ["--config", configuration],
      environment: .custom(["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"]), input: .string(message),
      output: .discarded, error: .string(limit: 1 << 12))
    guard result.terminationStatus.isSuccess else { throw MailProblem(Self.reason(result.standardError)) }
  }

  /// curl's own words name the host and never the recipient.
  private static func reason(_ complaint: String) -> String {
    let line = complaint.split(separator: "\n").last { $0.hasPrefix("curl:") } ?? "curl failed"
    return line.contains("@") ? "the server refused the mail" : String(line)
  }

  private func configuration(to recipient: String) -> String {
    var lines = [
      "silent", "show-error", "ssl-reqd", "tlsv1.2", "max-time = 30", "upload-file = \"-\"", "url = \"\(quoted(url))\"",
      "mail-from = \"\(quoted(from))\"", "mail-rcpt = \"\(quoted(recipient))\"",
    ]
    if let user { lines.append("user = \"\(quoted(user)):\(quoted(password ?? ""))\"") }
    if let authority { lines.append("cacert = \"\(quoted(authority))\"") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "")
  }

  /// RFC 5322: the subject as an encoded word, the text in base 64, so that Danish letters arrive.
  private func message(_ mail: Mail) -> String {
    let subject = Data(mail.subject.utf8).base64EncodedString()
    let text = Data(mail.text.utf8).base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
    return [
      "From: \(from)", "To: \(mail.to)", "Subject: =?utf-8?B?\(subject)?=", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
      "",
      text, "",
    ].joined(separator: "\r\n")
  }

  static func isSafe(_ address: String) -> Bool {
    address.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
  }
}

extension Result where Failure == any Error {
  fileprivate init(catching body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
