/// Køn: as the CPR register knows it; the last digit of a person number tells it.
public enum Sex: String, Hashable, Sendable, CaseIterable, Codable {
  case female
  case male

  /// An odd last digit is male, an even one female. Source: domain.md, section 5.3.
  init(lastDigit: Int) {
    self = lastDigit.isMultiple(of: 2) ? .female : .male
  }
}
