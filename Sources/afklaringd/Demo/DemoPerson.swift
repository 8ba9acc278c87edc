import Afklaring
import Capacity

/// A made-up person: a name from lists, and a number that fails modulus 11 and so was never anybody's.
struct DemoPerson: Sendable {
  let name: String
  let number: PersonNumber

  init(_ randomness: inout SeededRandomness) throws {
    let isFemale = Bool.random(using: &randomness)
    let given = (isFemale ? Self.women : Self.men).randomElement(using: &randomness) ?? "Kim"
    name = given + " " + (Self.families.randomElement(using: &randomness) ?? "Holm")
    number = try Self.number(isFemale: isFemale, &randomness)
  }

  /// Draws until the number is a date but 1 January, and no number that was ever issued.
  private static func number(isFemale: Bool, _ randomness: inout SeededRandomness) throws -> PersonNumber {
    while true {
      let day = Int.random(in: 2...28, using: &randomness)
      let month = Int.random(in: 1...12, using: &randomness)
      let year = Int.random(in: 50...99, using: &randomness)
      let serial = Int.random(in: 100...399, using: &randomness)
      let last = Int.random(in: 0...4, using: &randomness) * 2 + (isFemale ? 0 : 1)
      let digits = [day, month, year].map(Self.twoDigits).joined() + String(serial * 10 + last).leadingZeros(4)
      let number = try CPRNumber.parse(digits)
      if !number.passesModulus11 { return .cpr(number) }
    }
  }

  private static func twoDigits(_ number: Int) -> String { String(number).leadingZeros(2) }

  private static let women = [
    "Anna", "Birthe", "Camilla", "Ditte", "Else", "Freja", "Gerda", "Hanne", "Ida", "Karen", "Lone", "Mette", "Nanna",
    "Oda", "Pia", "Rikke", "Signe", "Tove", "Ulla", "Vibeke",
  ]
  private static let men = [
    "Anders", "Bent", "Claus", "David", "Erik", "Finn", "Gorm", "Hans", "Ivan", "Jens", "Karl", "Lars", "Mads", "Niels",
    "Ole", "Per", "Rasmus", "Svend", "Troels", "Ulrik",
  ]
  private static let families = [
    "Agerskov", "Bødker", "Dalgaard", "Enevoldsen", "Fuglsang", "Gram", "Højgaard", "Iversen", "Kjær", "Lindholm",
    "Mølgaard", "Nørby", "Østergaard", "Præstegaard", "Ravn", "Sørensen", "Thygesen", "Ussing", "Vestergaard", "Ågaard",
  ]
}

extension String {
  fileprivate func leadingZeros(_ width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
