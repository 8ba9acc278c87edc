/// Gives each text a number, the same for the same bytes.
struct Numbering {
  private var numbers: [[UInt8]: Int] = [:]

  var count: Int { numbers.count }

  func known(_ text: String) -> Int? { numbers[Array(text.utf8)] }

  subscript(text: String) -> Int {
    mutating get {
      let bytes = Array(text.utf8)
      if let number = numbers[bytes] { return number }
      numbers[bytes] = numbers.count
      return numbers.count - 1
    }
  }
}
