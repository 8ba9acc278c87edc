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
      let name = composed(cell)
      guard name.count <= 200, name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
        throw CellRefusal("a name has at most 200 characters, on one line")
      }
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
