import Afklaring
import Foundation
import Testing

@testable import afklaringd

/// Mail as it arrives: at a real server, over TLS.
@Suite struct `Mail by SMTP` {
  @Test func `arrives with its Danish letters, by a user with a password`() async throws {
    try await MailServer.with { server in
      try await server.sender().send(
        Mail(to: "navn@example.dk", subject: "Afklaring: 2 opgaver i dag", text: "Der er få dage, så påmind å æ ø\n"))
      let lines = try server.lines(until: "QUIT")
      #expect(lines.contains("MAIL FROM:<afklaring@example.dk>") && lines.contains("RCPT TO:<navn@example.dk>"))
      let login = Data("\u{0}bruger\u{0}hemmelig \"x\"".utf8).base64EncodedString()
      #expect(lines.contains { $0.hasPrefix("AUTH PLAIN") && $0.hasSuffix(login) } || lines.contains(login))
      let text = Data("Der er få dage, så påmind å æ ø\n".utf8).base64EncodedString()
      #expect(lines.joined().contains(text))
    }
  }

  @Test func `goes to nobody whose certificate is not trusted, and names no recipient in what went wrong`() async throws
  {
    try await MailServer.with { server in
      let mail = Mail(to: "navn@example.dk", subject: "x", text: "x")
      let untrusted = await #expect(throws: MailProblem.self) { try await server.sender(isTrusted: false).send(mail) }
      #expect(untrusted?.description.contains("certificate") == true)
      let refused = await #expect(throws: MailProblem.self) {
        try await server.sender().send(Mail(to: "full@example.dk", subject: "x", text: "x"))
      }
      #expect(refused.map { !$0.description.contains("@") } == true)
      await #expect(throws: MailProblem.self) {
        try await server.sender().send(Mail(to: "a@b.dk\r\nBcc: c@d.dk", subject: "x", text: "x"))
      }
    }
  }
}

/// `Tests/Fixtures/smtp.py` with a certificate made for it.
private struct MailServer {
  let port: String
  let folder: String
  let output: FileHandle

  static func with(_ body: (MailServer) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "mail-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { unlink(folder + "/key.pem") }
    let certificate = Process()
    certificate.executableURL = URL(filePath: "/usr/bin/openssl")
    certificate.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost", "-keyout", folder + "/key.pem", "-out", folder + "/certificate.pem",
    ]
    certificate.standardError = FileHandle.nullDevice
    try certificate.run()
    certificate.waitUntilExit()
    let (server, pipe) = (Process(), Pipe())
    server.executableURL = URL(filePath: "/usr/bin/python3")
    server.arguments = [
      URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/smtp.py").path, folder,
    ]
    server.standardOutput = pipe
    try server.run()
    // Signals that are ignored here are ignored there, but for this one.
    defer { kill(server.processIdentifier, SIGKILL) }
    let port = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
      .split(separator: "\n").first.map(String.init)
    try await body(
      MailServer(port: try #require(port), folder: folder, output: pipe.fileHandleForReading))
  }

  func sender(isTrusted: Bool = true) -> SMTP {
    SMTP(
      url: "smtps://localhost:\(port)", from: "afklaring@example.dk", user: "bruger", password: "hemmelig \"x\"",
      authority: isTrusted ? folder + "/certificate.pem" : nil)
  }

  func lines(until last: String) throws -> [String] {
    var text = ""
    while !text.contains("\n" + last) {
      let more = output.availableData
      guard !more.isEmpty else { break }
      text += String(decoding: more, as: UTF8.self)
    }
    return text.split(separator: "\n").map(String.init)
  }
}
