extension CalendarDay {
  /// The day written as `2026-11-22`, nothing before, between or after; nil otherwise, and outside 1800...2999.
  public init?(_ text: some StringProtocol) {
    var fields = FieldReader(text)
    guard let date = fields.date(), fields.isAtEnd else { return nil }
    self.init(written: date)
  }

  init?(written date: (year: Int, month: Int, day: Int)) {
    guard (1800...2999).contains(date.year) else { return nil }
    self.init(year: date.year, month: date.month, day: date.day)
  }
}

extension CalendarDay: CustomStringConvertible {
  /// `2026-11-22`.
  public var description: String {
    let (year, month, day) = date
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

extension CalendarDay: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = CalendarDay(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a date is written 2026-11-22, years 1800 to 2999")
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A number of at least that many digits, zeros in front.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
