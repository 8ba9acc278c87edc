import Afklaring

/// JSON to be written: the members of an object keep their order, so that equal values give equal bytes.
indirect enum AnswerJSON: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  struct Member: Hashable, Sendable {
    let name: String
    let value: AnswerJSON
  }

  case string(String)
  case array([AnswerJSON])
  case object([Member])

  init(stringLiteral value: String) {
    self = .string(value)
  }

  init(arrayLiteral elements: AnswerJSON...) {
    self = .array(elements)
  }

  init(dictionaryLiteral elements: (String, AnswerJSON)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }

  /// One line, no spaces.
  var text: String {
    switch self {
    case .string(let text): JSONText.string(text)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSONText.string($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  /// An object with the members of another after its own; anything else as it is.
  func followed(by other: AnswerJSON) -> AnswerJSON {
    guard case .object(let first) = self, case .object(let second) = other else { return self }
    return .object(first + second)
  }
}
