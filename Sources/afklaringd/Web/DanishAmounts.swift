/// Amounts and counts as Danish writes them, from the database's `2150.00`: a point between the thousands, a decimal comma.
enum DanishAmounts {
  /// `2.150,00`.
  static func number(_ value: String) -> String {
    grouped(value.split(separator: ".")).joined(separator: ",")
  }

  /// `2.150 kr.`: rounded to whole kroner.
  static func kroner(_ value: String) -> String {
    let parts = value.split(separator: ".")
    guard let whole = parts.first.flatMap({ Int($0) }) else { return value }
    let isRoundedUp = parts.count > 1 && parts[1].first.map { $0 >= "5" } == true
    return number(String(whole + (isRoundedUp ? 1 : 0))) + " kr."
  }

  /// A price is told with its øre, where it has any: `2.150 kr.`, `2.150,50 kr.`
  static func price(_ value: String) -> String {
    (value.hasSuffix(".00") ? number(String(value.dropLast(3))) : number(value)) + " kr."
  }

  private static func grouped(_ parts: [Substring]) -> [String] {
    guard let whole = parts.first else { return [] }
    let digits = whole.enumerated().map { place, digit in
      place > 0 && (whole.count - place).isMultiple(of: 3) ? ".\(digit)" : "\(digit)"
    }
    return [digits.joined()] + parts.dropFirst().map(String.init)
  }
}
