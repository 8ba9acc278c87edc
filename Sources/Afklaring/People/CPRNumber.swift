/// CPR-nummer: the number of a person in the Danish civil registration system.
///
/// Ten digits: the birth date as DDMMYY and four more, of which the first tells the century and the last the sex.
/// A person has several over time. Source: domain.md, section 5.3. Not `Codable`: whoever writes it in full says so.
public struct CPRNumber: Hashable, Sendable, Masked {
  /// The object identifier of the CPR register, for messages.
  public static let oid = "1.2.208.176.1.2"

  /// Ten digits, no hyphen.
  public let digits: String
  public let birthDay: CalendarDay
  public let sex: Sex
  /// Whether the weighted sum is divisible by eleven: numbers issued since October 2007 may fail. Warn, never reject.
  public let passesModulus11: Bool

  /// The number written as DDMMYYSSSS or DDMMYY-SSSS, nothing before or after.
  public static func parse(_ text: some StringProtocol) throws(PersonNumberError) -> CPRNumber {
    guard let number = PersonNumberText(text) else { throw .notACPRNumber }
    return try CPRNumber(number)
  }

  init(_ number: PersonNumberText) throws(PersonNumberError) {
    guard number.characters.allSatisfy(PersonNumberText.isDigit) else { throw .notACPRNumber }
    let year = CPRNumber.century(seventh: number.seventh, year: number.yearOfCentury) + number.yearOfCentury
    guard let birthDay = CalendarDay(year: year, month: number.month, day: number.dayOfMonth) else {
      throw .noSuchBirthDay
    }
    digits = number.text
    self.birthDay = birthDay
    sex = Sex(lastDigit: number.last)
    passesModulus11 = CPRNumber.weightedSum(number).isMultiple(of: 11)
  }

  /// With the hyphen: DDMMYY-SSSS.
  public var written: String { PersonNumberText.written(digits) }

  /// `120470-••••`: the only form that a log or an error can hold.
  public var masked: String { PersonNumberText.masked(digits) }

  private static func century(seventh: Int, year: Int) -> Int {
    switch seventh {
    case 0...3: 1900
    case 4, 9: year <= 36 ? 2000 : 1900
    default: year <= 57 ? 2000 : 1800
    }
  }

  private static func weightedSum(_ number: PersonNumberText) -> Int {
    [4, 3, 2, 7, 6, 5, 4, 3, 2, 1].enumerated().reduce(0) { sum, weight in
      sum + weight.element * number.digit(weight.offset)
    }
  }
}
