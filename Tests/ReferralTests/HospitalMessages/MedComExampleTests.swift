import Afklaring
import Referral
import Testing

/// Skipped where `../shared/data/medcom` is not beside the repository.
@Suite(.enabled(if: MedComFiles.areAtHand, "MedCom's messages are not at hand"))
struct MedComExampleTests {
  @Test(arguments: [
    ("AN_STIN_N", "STIN", "cancellation", "IMP", "entered-in-error"),
    ("RE_STIN_O", "STIN", "revision", "IMP", "in-progress"), ("SLHJ_H", "SLHJ", "new", "IMP", "finished"),
    ("SLOR_G", "SLOR", "new", "IMP", "in-progress"), ("STAA_E", "STAA", "new", "EMER", "in-progress"),
    ("STIN_A", "STIN", "new", "IMP", "in-progress"), ("STIN_B1", "STIN", "new", "IMP", "in-progress"),
    ("STIN_B2", "STIN", "new", "IMP", "in-progress"), ("STIN_E", "STIN", "new", "IMP", "in-progress"),
    ("STIN_F", "STIN", "new", "IMP", "in-progress"), ("STIN_G", "STIN", "new", "IMP", "in-progress"),
    ("STIN_H", "STIN", "new", "IMP", "in-progress"), ("STIN_N", "STIN", "new", "IMP", "in-progress"),
    ("STIN_O", "STIN", "new", "IMP", "in-progress"), ("STOR_F", "STOR", "new", "IMP", "onleave"),
    ("STOR_G", "STOR", "new", "IMP", "onleave"), ("TEK_DUB", "STIN", "new", "IMP", "in-progress"),
    ("TEK_LOV", "STIN", "new", "IMP", "in-progress"), ("TEK_STIN_B", "STIN", "new", "IMP", "in-progress"),
  ])
  func `each of MedCom's messages is read`(
    name: String, code: String, change: String, encounterClass: String, status: String
  ) throws {
    let message = try HospitalMessage.parse(MedComFiles.notification(name))
    #expect(message.event.code.rawValue == code)
    #expect(message.event.change.rawValue == change)
    #expect(message.event.encounterClass.rawValue == encounterClass)
    #expect(message.event.status.rawValue == status)
    #expect(message.event.episodes.count == 1)
    #expect(message.event.department?.sor == (name == "STIN_B2" ? "502701000016000" : "265161000016000"))
    #expect(message.person.number.digits == (name == "TEK_LOV" ? "2103009996" : "2509479989"))
    #expect(message.person.familyName == (name == "TEK_LOV" ? "Hansen" : "Elmer"))
    #expect(message.person.givenName == (name == "TEK_LOV" ? "Kaja Test" : nil))
    #expect(!message.event.isDeceased)
    #expect(message.warnings == [])
  }

  @Test func `no file is left out`() throws {
    for name in try MedComFiles.notificationNames() {
      switch ReceivedMessage.read(try MedComFiles.notification(name)) {
      case .notification: #expect(name != "TEK_FCC")
      case .refused, .acknowledgement: #expect(name == "TEK_FCC")
      }
    }
  }

  @Test func `what happened is told by the Provenance of this message, not by the older ones`() throws {
    let event = try HospitalMessage.parse(MedComFiles.notification("SLOR_G")).event
    #expect(event.messageID == "f47254da-f170-46f0-b624-4778a9399006")
    #expect(event.occurredAt == (try Instant.parse("2023-03-05T15:30:02+01:00")))
    #expect(event.periodStart == (try Instant.parse("2023-03-01T12:00:00+01:00")))
    #expect(event.leave?.start == (try Instant.parse("2023-03-03T14:00:10+01:00")))
    #expect(event.leave?.end == (try Instant.parse("2023-03-05T15:30:00+01:00")))
    #expect(event.earlierMessageID == "e563a2b2-bf92-4b13-bbd2-0a021a399006")
    #expect(
      event.episodes == ["https://sor2.sum.dsdn.dk/#id=265161000016000|04675bbd-c540-4545-924c-1fa79b64535c"])
  }

  @Test func `the envelope names sender and receiver`() throws {
    let envelope = try MessageEnvelope.parse(MedComFiles.notification("STIN_A"))
    #expect(envelope.bundleID == "a5e5b880-c087-4055-b9ec-99108695f81d")
    #expect(envelope.messageID == "b9b4818e-02de-4cc4-b418-d20cbc7b5404")
    #expect(envelope.eventCode == "hospital-notification-message")
    #expect(envelope.sender?.identifiers == ["265161000016000", "5790000209354"])
    #expect(envelope.sender?.endpoint == "https://sor2.sum.dsdn.dk/#id=265161000016000")
    #expect(envelope.receiver?.identifiers == ["953741000016009", "5790001348120"])
    #expect(envelope.receiver?.endpoint == "https://sor2.sum.dsdn.dk/#id=953741000016009")
  }

  @Test func `a message without class and event is refused, and can be answered`() throws {
    guard case .refused(let problem, let envelope) = ReceivedMessage.read(try MedComFiles.notification("TEK_FCC"))
    else { throw UnexpectedReading() }
    #expect(problem.code == .notInValueSet)
    #expect(problem.description == "MessageHeader.eventCoding.code must be hospital-notification-message")
    #expect(envelope?.messageID == "c4888e5e-ec5c-4b16-a875-7b287e63e214")
    let answer = try Acknowledgement(
      to: try #require(envelope), .refused(problem), as: .init { "id" }, at: Instant.parse("2026-03-01T12:00:00Z"))
    #expect(answer.outcome.code == "fatal-error")
    #expect(answer.answeredMessageID == envelope?.messageID)
  }

  @Test(arguments: ["AA_A", "AE_C", "AR_B"]) func `an acknowledgement is none of ours to answer`(name: String) throws {
    let bytes = try MedComFiles.acknowledgement(name)
    guard case .acknowledgement(let envelope) = ReceivedMessage.read(bytes) else { throw UnexpectedReading() }
    #expect(envelope.answeredMessageID != nil)
    #expect(throws: MessageProblem.self) { try HospitalMessage.parse(bytes) }
    #expect(throws: Acknowledgement.Unanswerable.acknowledgement) {
      try Acknowledgement(
        to: envelope, .accepted, as: .init { "id" }, at: Instant.parse("2026-03-01T12:00:00Z"))
    }
  }
}

struct UnexpectedReading: Error {}

/// The problem that reading ends in.
func messageProblem<Value>(_ read: () throws -> Value) throws -> MessageProblem {
  do {
    _ = try read()
  } catch let problem as MessageProblem {
    return problem
  }
  throw UnexpectedReading()
}
