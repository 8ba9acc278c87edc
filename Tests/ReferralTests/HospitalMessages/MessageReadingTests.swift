import Afklaring
import Referral
import Testing

struct MessageReadingTests {
  @Test(arguments: [
    ("admit-emergency", "EMER", "in-progress", "STAA", "new"),
    ("revise-admit-emergency", "EMER", "in-progress", "STAA", "revision"),
    ("cancel-admit-emergency", "EMER", "entered-in-error", "STAA", "cancellation"),
    ("admit-inpatient", "IMP", "in-progress", "STIN", "new"),
    ("revise-admit-inpatient", "IMP", "in-progress", "STIN", "revision"),
    ("cancel-admit-inpatient", "IMP", "entered-in-error", "STIN", "cancellation"),
    ("start-leave-inpatient", "IMP", "onleave", "STOR", "new"),
    ("revise-start-leave-inpatient", "IMP", "onleave", "STOR", "revision"),
    ("cancel-start-leave-inpatient", "IMP", "in-progress", "STOR", "cancellation"),
    ("end-leave-inpatient", "IMP", "in-progress", "SLOR", "new"),
    ("revise-end-leave-inpatient", "IMP", "in-progress", "SLOR", "revision"),
    ("cancel-end-leave-inpatient", "IMP", "onleave", "SLOR", "cancellation"),
    ("discharge-inpatient-home", "IMP", "finished", "SLHJ", "new"),
    ("revise-discharge-inpatient-home", "IMP", "finished", "SLHJ", "revision"),
    ("cancel-discharge-inpatient-home", "IMP", "in-progress", "SLHJ", "cancellation"),
    ("discharge-emergency-home", "EMER", "finished", "SLHJ", "new"),
    ("Cancel-Discharge-Emergency-Home", "EMER", "in-progress", "SLHJ", "cancellation"),
  ])
  func `each activity is a code and a change`(
    activity: String, encounterClass: String, status: String, code: String, change: String
  ) throws {
    var message = MadeUpMessage()
    message.activity = activity
    message.encounterClass = encounterClass
    message.status = status
    message.end = "2026-03-09T12:00:00+01:00"
    message.leave = ("2026-03-05T12:00:00+01:00", "2026-03-06T12:00:00+01:00")
    message.earlier = (change == "cancellation" ? "removal" : "revision", "message-0")
    let read = try HospitalMessage.parse(message.bytes)
    #expect(read.event.code.rawValue == code)
    #expect(read.event.change.rawValue == change)
    #expect(read.event.earlierMessageID == "message-0")
    #expect(read.warnings == [])
  }

  @Test(arguments: ["admit-inpatient", "start-leave-inpatient", "cancel-discharge-inpatient-home", "unheard-of"])
  func `death is told before the activity`(activity: String) throws {
    var message = MadeUpMessage()
    message.isDeceased = true
    message.activity = activity
    message.status = "finished"
    message.end = "2026-03-09T12:00:00+01:00"
    let read = try HospitalMessage.parse(message.bytes)
    #expect(read.event.code == .died)
    #expect(read.event.change == .new)
    #expect(read.event.isDeceased)
    #expect(read.warnings == (activity == "unheard-of" ? [.activityUnknown] : []))
  }

  @Test func `a death told by its date is a death`() throws {
    let tree = BrokenMessage.replacing(
      "entry.1.resource.deceasedDateTime", in: MadeUpMessage().tree, with: "2026-03-01")
    #expect(try HospitalMessage.parse(MadeUpMessage.bytes(tree)).event.code == .died)
  }

  @Test func `a removal of the unchanged activity takes back a death`() throws {
    var message = MadeUpMessage()
    message.isDeceased = false
    message.earlier = ("removal", "death")
    let read = try HospitalMessage.parse(message.bytes)
    #expect(read.event.code == .died)
    #expect(read.event.change == .cancellation)
    #expect(read.warnings == [])
    message.isDeceased = nil
    #expect(try HospitalMessage.parse(message.bytes).warnings == [.deceasedNotStated])
    message.earlier = ("revision", "before")
    #expect(try HospitalMessage.parse(message.bytes).event.code == .admitted)
  }

  @Test func `what a sender got wrong without leaving a doubt is taken with a warning`() throws {
    var discharge = MadeUpMessage()
    discharge.activity = "discharge-inpatient-home"
    discharge.status = "onleave"
    #expect(try HospitalMessage.parse(discharge.bytes).event.code == .discharged)
    #expect(try HospitalMessage.parse(discharge.bytes).warnings == [.statusUnexpected, .endMissing])

    var death = MadeUpMessage()
    death.isDeceased = true
    death.encounterClass = "EMER"
    death.end = "2026-03-09T12:00:00+01:00"
    #expect(try HospitalMessage.parse(death.bytes).warnings == [.statusUnexpected, .classUnexpected])

    var cancelled = MadeUpMessage()
    cancelled.status = "entered-in-error"
    #expect(try HospitalMessage.parse(cancelled.bytes).event.change == .cancellation)
    #expect(try HospitalMessage.parse(cancelled.bytes).warnings == [.statusUnexpected, .roleUnexpected])

    var reversed = MadeUpMessage()
    reversed.activity = "start-leave-inpatient"
    reversed.status = "onleave"
    reversed.leave = (nil, "2026-03-06T12:00:00+01:00")
    reversed.end = "2025-01-01T12:00:00+01:00"
    #expect(try HospitalMessage.parse(reversed.bytes).warnings == [.leaveIncomplete, .periodReversed])

    let nameless = BrokenMessage.replacing("entry.3.resource.identifier.1", in: MadeUpMessage().tree, with: nil)
    #expect(try HospitalMessage.parse(MadeUpMessage.bytes(nameless)).warnings == [.departmentWithoutSOR])
  }

  @Test func `the person is read, and cannot be written by accident`() throws {
    let message = try HospitalMessage.parse(MadeUpMessage().bytes)
    #expect(message.person.number.digits == MadeUpMessage.number)
    #expect(message.person.familyName == MadeUpMessage.familyName)
    #expect(message.person.givenName == "\(MadeUpMessage.givenName) B")
    var dumped = ""
    dump(message, to: &dumped)
    for text in ["\(message)", String(reflecting: message), dumped] {
      #expect(!text.contains(MadeUpMessage.number))
      #expect(!text.contains(MadeUpMessage.familyName))
    }
  }

  @Test(arguments: [
    "2026-03-01T12:00:02.1234567+01:00", "2026-03-01T11:00:02.123456Z", "2026-03-01T12:00:02.123456",
  ])
  func `an instant may have more digits than we keep`(occurred: String) throws {
    var message = MadeUpMessage()
    message.occurred = occurred
    let expected = try Instant.parse("2026-03-01T12:00:02.123456+01:00")
    #expect(try HospitalMessage.parse(message.bytes).event.occurredAt == expected)
  }

  @Test(arguments: [
    ("https://www.esundhed.dk/Registre/Landspatientregisteret", "urn:uuid:05CA2EEE-B457-56B7-94BD-C121FAF78B1A"),
    ("https://www.esundhed.dk/Registre/Landspatientregisteret/", "05ca2eeeb45756b794bdc121faf78b1a"),
    ("https://www.esundhed.dk/registre/landspatientregisteret", "05ca2eee-b457-56b7-94bd-c121faf78b1a"),
  ])
  func `an episode of the national register has one name`(system: String, value: String) throws {
    var message = MadeUpMessage()
    message.episodes = [(system, value), ("https://local.example", "A/1")]
    let episodes = try HospitalMessage.parse(message.bytes).event.episodes
    #expect(episodes == ["https://local.example|A/1", "lpr3|05ca2eee-b457-56b7-94bd-c121faf78b1a"])
  }
}
