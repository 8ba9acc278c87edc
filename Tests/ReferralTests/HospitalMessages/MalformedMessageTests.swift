import Foundation
import Referral
import Testing

struct MalformedMessageTests {
  /// Nothing of the content may stand in a problem, which is logged, stored and sent.
  private func expectNoContent(_ bytes: [UInt8], at place: SourceLocation = #_sourceLocation) {
    guard case .refused(let problem, _) = ReceivedMessage.read(bytes) else { return }
    let secrets = [MadeUpMessage.number, MadeUpMessage.familyName, MadeUpMessage.givenName, "265161", "Opdigtet"]
    #expect(!secrets.contains { problem.description.contains($0) }, sourceLocation: place)
  }

  @Test(arguments: [
    "", " ", "null", "1", "\"text\"", "[]", "{}", "{", "}", "]", "[[]", "{\"entry\":", "{\"a\":1}}", "<Bundle/>",
    "{\"resourceType\":\"Bundle\",\"resourceType\":\"Bundle\"}", "{\"resourceType\":\"Bundle\"",
    "{\"resourceType\":\"Bundle\",\"entry\":1e999999}", "\"\\", "{\"\\u0069d\":\"1\",\"id\":\"1\"}",
  ])
  func `what is no Bundle is refused`(text: String) {
    guard case .refused = ReceivedMessage.read(Array(text.utf8)) else {
      Issue.record("taken")
      return
    }
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    var bytes = MadeUpMessage().bytes
    bytes[bytes.count / 2] = 0xFF
    #expect(try messageProblem { try MessageEnvelope.parse(bytes) }.description == "Bundle must be JSON in UTF-8")
    let wide = try #require(String(decoding: MadeUpMessage().bytes, as: UTF8.self).data(using: .utf16))
    #expect(throws: MessageProblem.self) { try MessageEnvelope.parse([UInt8](wide)) }
  }

  @Test func `a byte order mark is passed over`() throws {
    #expect(try MessageEnvelope.parse([0xEF, 0xBB, 0xBF] + MadeUpMessage().bytes).messageID == "message-1")
  }

  @Test func `depth is bounded, and brackets in texts are no depth`() throws {
    func nested(_ levels: Int) -> [UInt8] {
      Array(
        ("{\"resourceType\":\"Bundle\",\"x\":" + String(repeating: "[", count: levels)
          + String(repeating: "]", count: levels) + "}").utf8)
    }
    #expect(throws: Never.self) { try MessageEnvelope.parse(nested(63)) }
    #expect(
      try messageProblem { try MessageEnvelope.parse(nested(64)) }.description
        == "Bundle must be nested at most 64 levels deep")
    #expect(throws: MessageProblem.self) { try MessageEnvelope.parse(nested(1_000_000)) }
    let text = "{\"resourceType\":\"Bundle\",\"x\":\"\\\"" + String(repeating: "[{", count: 500) + "\"}"
    #expect(throws: Never.self) { try MessageEnvelope.parse(Array(text.utf8)) }
  }

  @Test func `a small file of very many values is refused before it is read into a tree`() throws {
    for value in ["[]", "{}", "1", "\"\""] {
      let many = "{\"resourceType\":\"Bundle\",\"x\":[" + String(repeating: value + ",", count: 100_000) + "1]}"
      #expect(
        try messageProblem { try MessageEnvelope.parse(Array(many.utf8)) }.description
          == "Bundle must hold at most 100000 values")
    }
  }

  @Test func `an element twice is refused at any depth, in an unread one as well`() throws {
    let text = String(decoding: MadeUpMessage().bytes, as: UTF8.self)
    let twice = text.replacing("\"text\":\"skipped\"", with: "\"text\":\"a\",\"text\":\"b\"")
    #expect(twice != text)
    #expect(
      try messageProblem { try MessageEnvelope.parse(Array(twice.utf8)) }.description
        == "Bundle must not have an element twice in one object")
  }

  @Test func `a message cut off anywhere is refused`() {
    let bytes = MadeUpMessage().bytes
    for length in stride(from: 0, to: bytes.count, by: 50) {
      let cut = Array(bytes.prefix(length))
      guard case .refused(_, nil) = ReceivedMessage.read(cut) else {
        Issue.record("taken when cut after \(length) bytes")
        return
      }
      expectNoContent(cut)
    }
  }

  @Test func `each place may hold anything without a crash, and without its content in the problem`() throws {
    var message = MadeUpMessage()
    message.earlier = ("revision", "before")
    message.leave = ("2026-03-05T12:00:00+01:00", nil)
    let tree = message.tree
    let values: [Any?] = [
      nil, NSNull(), 1, -1.5e300, true, "", "\u{0}", [Any](), [String: Any](), [[["deep"]]], ["id": ["id": 1]],
      MadeUpMessage.number, String(repeating: "æ", count: 10_000),
    ]
    for path in BrokenMessage.paths(tree) {
      for value in values {
        expectNoContent(MadeUpMessage.bytes(BrokenMessage.replacing(path, in: tree, with: value)))
      }
    }
  }

  @Test func `a broken content leaves an envelope to answer by`() throws {
    for path in ["entry.1.resource.name", "entry.2.resource", "entry.2.resource.class", "entry.5.resource.target"] {
      let bytes = MadeUpMessage.bytes(BrokenMessage.replacing(path, in: MadeUpMessage().tree, with: 7))
      guard case .refused(_, let envelope) = ReceivedMessage.read(bytes) else { throw UnexpectedReading() }
      #expect(envelope == (try MessageEnvelope.parse(MadeUpMessage().bytes)))
    }
  }

  /// Skipped where `../shared/data/medcom` is not beside the repository.
  @Test(.enabled(if: MedComFiles.areAtHand, "MedCom's messages are not at hand"))
  func `MedCom's own message cut off every fifty bytes is refused`() throws {
    let bytes = try MedComFiles.notification("SLOR_G")
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
    for length in stride(from: 0, to: end, by: 50) {
      guard case .refused(_, nil) = ReceivedMessage.read(Array(bytes.prefix(length))) else { throw UnexpectedReading() }
    }
  }
}
