import Afklaring
import Testing

/// A number that was never issued: of the last digits that fail modulus 11, the first of the sex wanted.
func madeUp(_ firstNine: String, _ sex: Sex = .female) throws -> CPRNumber {
  let numbers = try (0...9).map { try CPRNumber.parse("\(firstNine)\($0)") }
  return try #require(numbers.first { !$0.passesModulus11 && $0.sex == sex })
}

struct CPRNumberTests {
  @Test(arguments: [
    (0, 0, 1900), (0, 99, 1999), (1, 57, 1957), (2, 36, 1936), (3, 0, 1900), (3, 99, 1999),
    (4, 0, 2000), (4, 36, 2036), (4, 37, 1937), (4, 99, 1999), (9, 0, 2000), (9, 36, 2036), (9, 37, 1937),
    (9, 99, 1999), (5, 0, 2000), (5, 57, 2057), (5, 58, 1858), (6, 57, 2057), (6, 58, 1858), (7, 57, 2057),
    (7, 58, 1858), (8, 0, 2000), (8, 57, 2057), (8, 58, 1858), (8, 99, 1899),
  ])
  func `the seventh digit tells the century`(seventh: Int, yearOfCentury: Int, year: Int) throws {
    let twoDigits = yearOfCentury < 10 ? "0\(yearOfCentury)" : "\(yearOfCentury)"
    let number = try madeUp("1503\(twoDigits)\(seventh)47")
    #expect(number.birthDay == CalendarDay(year: year, month: 3, day: 15))
  }

  @Test(arguments: Sex.allCases) func `the last digit tells the sex`(sex: Sex) throws {
    #expect(try madeUp("120470999", sex).sex == sex)
  }

  @Test func `a number that fails modulus 11 is taken`() throws {
    #expect(try !CPRNumber.parse("120470-9996").passesModulus11)
  }

  @Test(arguments: [
    // Born in 2057, so that those that pass are nobody's either.
    ("3112575005", true), ("3112575110", true), ("3112575006", false), ("3112575015", false), ("1312575005", false),
  ])
  func `modulus 11 is the weighted sum of all ten digits`(text: String, passes: Bool) throws {
    #expect(try CPRNumber.parse(text).passesModulus11 == passes)
  }

  @Test func `the hyphen may be left out`() throws {
    let number = try CPRNumber.parse("120470-9996")
    #expect(number == (try CPRNumber.parse("1204709996")))
    #expect(number.digits == "1204709996")
    #expect(number.written == "120470-9996")
    #expect(CPRNumber.oid == "1.2.208.176.1.2")
  }

  @Test(arguments: [
    "", "120470", "120470999", "12047099966", "120470 9996", "1204-709996", "120470--9996", "120470-999", " 1204709996",
    "1204709996 ", "120470-99966", "12047O9996", "120470999é", "１２０４７０９９９６", "1204700VK9",
  ])
  func `another form is refused`(text: String) {
    #expect(throws: PersonNumberError.notACPRNumber) { try CPRNumber.parse(text) }
  }

  @Test(arguments: ["3202709996", "0013709996", "1513709996", "2902709996", "2902000996", "6204709996"])
  func `a date that the calendar lacks is refused`(text: String) {
    #expect(throws: PersonNumberError.noSuchBirthDay) { try CPRNumber.parse(text) }
  }

  @Test func `29 February is judged in its century`() throws {
    #expect(try CPRNumber.parse("2902004999").birthDay == day("2000-02-29"))
    #expect(throws: PersonNumberError.noSuchBirthDay) { try CPRNumber.parse("2902000999") }
  }
}
