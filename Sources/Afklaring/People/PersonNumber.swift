/// Personnummer: a CPR number, or the replacement number of somebody who has none.
public enum PersonNumber: Hashable, Sendable, Masked {
  case cpr(CPRNumber)
  case replacement(ReplacementNumber)

  /// Either kind, with the hyphen or without: letters in the eighth and ninth place make it a replacement number.
  public static func parse(_ text: some StringProtocol) throws(PersonNumberError) -> PersonNumber {
    guard let number = PersonNumberText(text) else { throw .notAPersonNumber }
    do throws(PersonNumberError) {
      return number.characters[7...8].contains(where: PersonNumberText.isLetter)
        ? .replacement(try ReplacementNumber(number)) : .cpr(try CPRNumber(number))
    } catch {
      throw error == .noSuchBirthDay ? error : .notAPersonNumber
    }
  }

  /// Ten characters, no hyphen; a replacement number has letters among them.
  public var digits: String {
    switch self {
    case .cpr(let number): number.digits
    case .replacement(let number): number.digits
    }
  }

  /// With the hyphen.
  public var written: String { PersonNumberText.written(digits) }

  /// `120470-••••`: the only form that a log or an error can hold.
  public var masked: String { PersonNumberText.masked(digits) }

  /// Nil for a replacement number, whose date may be the day it was made: see `ReplacementNumber.statedDay`.
  public var birthDay: CalendarDay? {
    switch self {
    case .cpr(let number): number.birthDay
    case .replacement: nil
    }
  }

  public var sex: Sex? {
    switch self {
    case .cpr(let number): number.sex
    case .replacement(let number): number.sex
    }
  }

  /// The object identifier of whoever issued the number, for messages.
  public var oid: String {
    switch self {
    case .cpr: CPRNumber.oid
    case .replacement(let number): number.kind.oid
    }
  }
}
