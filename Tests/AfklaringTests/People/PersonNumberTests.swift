import Afklaring
import Testing

struct PersonNumberTests {
  @Test(arguments: [
    ("1208291WQ3", ReplacementNumber.Kind.national, "1929-08-12", Sex.male),
    ("120805-7JC8", .national, "2005-08-12", .female),
    ("1206550VK9", .decentral, "1955-06-12", .male),
    ("120605-6VK2", .decentral, "2005-06-12", .female),
    ("2902006VK2", .decentral, "2000-02-29", .female),
  ])
  func `a replacement number tells its kind, its date and a sex`(
    text: String, kind: ReplacementNumber.Kind, stated: String, sex: Sex
  ) throws {
    let number = try ReplacementNumber.parse(text)
    #expect(number.kind == kind)
    #expect(number.statedDay == (try day(stated)))
    #expect(number.sex == sex)
    #expect(number.digits == text.filter { $0 != "-" })
    #expect(number.written.count == 11)
  }

  @Test func `a replacement number may tell neither date nor sex`() throws {
    let number = try ReplacementNumber.parse("1206555VK0")
    #expect(number.statedDay == nil)
    #expect(number.sex == nil)
    #expect(try ReplacementNumber.parse("2902000VK2").statedDay == nil)
    #expect(try ReplacementNumber.parse("1208291WQ0").sex == .female)
  }

  @Test(arguments: [
    "1206552VK9", "1206553VK9", "1206554VK9", "1206558VK9", "1206559VK9", "1206550vk9", "1206550V99", "12065509K9",
    "1206550VKK", "1206550ÆK", "120470-9996", "1206550VK", "",
  ])
  func `another pattern is no replacement number`(text: String) {
    #expect(throws: PersonNumberError.notAReplacementNumber) { try ReplacementNumber.parse(text) }
  }

  @Test func `a person number is either kind`() throws {
    let cpr = try PersonNumber.parse("120470-9996")
    #expect(cpr == .cpr(try CPRNumber.parse("1204709996")))
    #expect(cpr.birthDay == (try day("1970-04-12")))
    #expect(cpr.sex == .female)
    #expect(cpr.oid == "1.2.208.176.1.2")
    let national = try PersonNumber.parse("1208291WQ3")
    #expect(national.birthDay == nil)
    #expect(national.sex == .male)
    #expect(national.oid == "1.2.208.176.1.6.1.1")
    #expect(national.written == "120829-1WQ3")
    #expect(try PersonNumber.parse("1206550VK9").oid == "1.2.208.176.1.6.1.3")
  }

  @Test(arguments: [
    ("", PersonNumberError.notAPersonNumber), ("1204", .notAPersonNumber), ("120470-99A6", .notAPersonNumber),
    ("1206552VK9", .notAPersonNumber), ("120470999A", .notAPersonNumber), ("3204709996", .noSuchBirthDay),
    ("3206550VK9", .noSuchBirthDay),
  ])
  func `anything else is refused`(text: String, error: PersonNumberError) {
    #expect(throws: error) { try PersonNumber.parse(text) }
  }
}
