/// What is asked of the bytes before a parser sees them: UTF-8, a bounded depth and number of values, no element name
/// twice in one object.
///
/// A parser takes the last of two equal names, another the first: such a message would say two things. Names with an
/// escape in them are refused, so that equal names have equal bytes; FHIR has none. Everything else is the parser's.
struct MessageShape {
  /// Levels of objects and arrays; MedCom's own messages need nine.
  static let deepest = 64
  /// Values, those within others too, as commas and opening brackets tell them: two bytes can make a parser take a
  /// hundred. MedCom's own messages have two hundred; `HospitalMessage.mostEntries` of their kind have 30,000.
  static let most = 100_000

  private struct Container {
    let isObject: Bool
    var expectsName: Bool
    var names: Set<ArraySlice<UInt8>> = []
  }

  private let bytes: [UInt8]
  private var containers: [Container] = []
  private var values = 1

  static func check(_ bytes: [UInt8]) throws(MessageProblem) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw MessageProblem(.wrongDatatype, "Bundle", "must be JSON in UTF-8")
    }
    var shape = MessageShape(bytes: bytes)
    try shape.scan()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func scan() throws(MessageProblem) {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"): try open(isObject: true)
      case UInt8(ascii: "["): try open(isObject: false)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = containers.popLast()
      case UInt8(ascii: ","):
        try count()
        expectName()
      case UInt8(ascii: "\""):
        let end = endOfString(from: index + 1)
        try note(bytes[index + 1..<end])
        index = end
      default: break
      }
      index += 1
    }
  }

  private mutating func open(isObject: Bool) throws(MessageProblem) {
    guard containers.count < MessageShape.deepest else {
      throw MessageProblem(.wrongDatatype, "Bundle", "must be nested at most \(MessageShape.deepest) levels deep")
    }
    containers.append(Container(isObject: isObject, expectsName: isObject))
    try count()
  }

  private mutating func count() throws(MessageProblem) {
    values += 1
    guard values <= MessageShape.most else {
      throw MessageProblem(.tooLong, "Bundle", "must hold at most \(MessageShape.most) values")
    }
  }

  private mutating func expectName() {
    guard let last = containers.indices.last else { return }
    containers[last].expectsName = containers[last].isObject
  }

  private mutating func note(_ string: ArraySlice<UInt8>) throws(MessageProblem) {
    guard let last = containers.indices.last, containers[last].expectsName else { return }
    containers[last].expectsName = false
    guard !string.contains(UInt8(ascii: "\\")) else {
      throw MessageProblem(.wrongDatatype, "Bundle", "must have no escapes in element names")
    }
    guard containers[last].names.insert(string).inserted else {
      throw MessageProblem(.wrongDatatype, "Bundle", "must not have an element twice in one object")
    }
  }

  /// The index of the closing quote, or of the end where there is none.
  private func endOfString(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, bytes.count)
  }
}
