/// Erstatningspersonnummer (eCPR): stands in for a CPR number where a person has none, or it is not known.
///
/// Ten characters: a date as DDMMYY, a digit, two letters and a digit. Patterns: domain.md, section 5.3; meaning of the
/// characters: nspop.dk, "eCPR-formater". A D-eCPR is unique only where it was made: two regions may give the same one
/// to two persons, so equality of the text alone is not identity. Not `Codable`, as `CPRNumber`.
public struct ReplacementNumber: Hashable, Sendable, Masked {
  /// Udsteder: who issues the number.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// X-eCPR: issued nationally.
    case national = "X-eCPR"
    /// D-eCPR: issued by a region, a practice and others, each for itself.
    case decentral = "D-eCPR"

    /// The object identifier; regions put a number of their own after that of D-eCPR. Source: HL7 Denmark, dk-core.
    public var oid: String {
      switch self {
      case .national: "1.2.208.176.1.6.1.1"
      case .decentral: "1.2.208.176.1.6.1.3"
      }
    }
  }

  /// Ten characters, no hyphen.
  public let digits: String
  public let kind: Kind
  /// The birth date, or the day on which the number was made where that was not known: nothing to reckon an age from.
  ///
  /// Nil where the seventh character does not tell the century (5 in a D-eCPR), or the date is none in it.
  public let statedDay: CalendarDay?
  /// By the last digit; nil for 0 in a D-eCPR, which tells none.
  public let sex: Sex?

  /// The number written as DDMMYYCAAG or DDMMYY-CAAG with capital letters, nothing before or after.
  public static func parse(_ text: some StringProtocol) throws(PersonNumberError) -> ReplacementNumber {
    guard let number = PersonNumberText(text) else { throw .notAReplacementNumber }
    return try ReplacementNumber(number)
  }

  init(_ number: PersonNumberText) throws(PersonNumberError) {
    guard let kind = ReplacementNumber.kind(number) else { throw .notAReplacementNumber }
    let leapYear = 2000
    guard CalendarDay(year: leapYear, month: number.month, day: number.dayOfMonth) != nil else {
      throw .noSuchBirthDay
    }
    digits = number.text
    self.kind = kind
    statedDay = ReplacementNumber.century(number.seventh).flatMap {
      CalendarDay(year: $0 + number.yearOfCentury, month: number.month, day: number.dayOfMonth)
    }
    sex = kind == .decentral && number.last == 0 ? nil : Sex(lastDigit: number.last)
  }

  /// With the hyphen: DDMMYY-CAAG.
  public var written: String { PersonNumberText.written(digits) }

  /// `120470-••••`: the only form that a log or an error can hold.
  public var masked: String { PersonNumberText.masked(digits) }

  private static func kind(_ number: PersonNumberText) -> Kind? {
    guard number.characters[7...8].allSatisfy(PersonNumberText.isLetter),
      PersonNumberText.isDigit(number.characters[9])
    else { return nil }
    switch number.characters[6] {
    case UInt8(ascii: "1"), UInt8(ascii: "7"): return .national
    case UInt8(ascii: "0"), UInt8(ascii: "5"), UInt8(ascii: "6"): return .decentral
    default: return nil
    }
  }

  private static func century(_ seventh: Int) -> Int? {
    switch seventh {
    case 0, 1: 1900
    case 6, 7: 2000
    default: nil
    }
  }
}
