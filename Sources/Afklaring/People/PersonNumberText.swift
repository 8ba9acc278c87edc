/// The ten characters that every person number has, whatever stands in them.
struct PersonNumberText {
  /// ASCII, without the hyphen.
  let characters: [UInt8]

  /// Ten ASCII characters, the first six digits, with a hyphen after these or without; nil otherwise.
  init?(_ text: some StringProtocol) {
    var bytes = Array(text.utf8.prefix(12))
    if bytes.count == 11 && bytes[6] == UInt8(ascii: "-") { bytes.remove(at: 6) }
    guard bytes.count == 10, bytes.prefix(6).allSatisfy(PersonNumberText.isDigit) else { return nil }
    characters = bytes
  }

  var dayOfMonth: Int { number(0, 1) }
  var month: Int { number(2, 3) }
  var yearOfCentury: Int { number(4, 5) }
  var seventh: Int { digit(6) }
  var last: Int { digit(9) }
  var text: String { String(decoding: characters, as: UTF8.self) }

  /// The value of a digit; only where one is known to stand.
  func digit(_ index: Int) -> Int { Int(characters[index]) - Int(UInt8(ascii: "0")) }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

  static func written(_ digits: String) -> String { "\(digits.prefix(6))-\(digits.suffix(4))" }
  static func masked(_ digits: String) -> String { "\(digits.prefix(6))-••••" }

  private func number(_ tens: Int, _ ones: Int) -> Int { digit(tens) * 10 + digit(ones) }
}
