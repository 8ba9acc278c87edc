extension CellShape {
  /// A CPR number or a replacement number, with the hyphen or without.
  public static var personNumber: CellShape {
    CellShape(.personNumber) { cell, _ throws(CellRefusal) in
      do throws(PersonNumberError) {
        return try PersonNumber.parse(cell).digits
      } catch {
        throw CellRefusal(error.description)
      }
    }
  }

  public static var personName: CellShape {
    CellShape(.personName) { cell, _ throws(CellRefusal) in
      let name = ComposedText.of(cell)
      guard PlainText.isPlain(name, limit: 200) else { throw CellRefusal(PlainText.allowed(200)) }
      return name
    }
  }
}

extension Keyring {
  /// What stands for a name where a change of it must show.
  func nameDigest(_ name: String) -> String {
    index("name \(name)").hexadecimal
  }
}
