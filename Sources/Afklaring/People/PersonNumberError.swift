/// Fejl i et personnummer: why a text is none; its description says what is allowed, and never holds the text.
public enum PersonNumberError: Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case notACPRNumber
  case notAReplacementNumber
  case notAPersonNumber
  case noSuchBirthDay

  public var description: String {
    switch self {
    case .notACPRNumber:
      "a CPR number is ten digits: the birth date as DDMMYY, a hyphen or none, and four digits"
    case .notAReplacementNumber:
      "a replacement number (eCPR) is a date as DDMMYY, a hyphen or none, one of the digits 0, 1, 5, 6 and 7, "
        + "two letters A-Z and a digit"
    case .notAPersonNumber:
      "a person number is a date as DDMMYY, a hyphen or none, and four digits (CPR), "
        + "or one of the digits 0, 1, 5, 6 and 7, two letters A-Z and a digit (eCPR)"
    case .noSuchBirthDay: "the first six digits of a person number must be a day of the calendar, as DDMMYY"
    }
  }
}
