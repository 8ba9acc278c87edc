import FoundationEssentials

/// The one flat object that an API call sends: texts, numbers, truths and lists of texts, each as text.
struct JSONFields: Decodable {
  let values: [String: [String]]

  init(from decoder: any Decoder) throws {
    let members = try decoder.singleValueContainer().decode([String: Member].self)
    values = members.mapValues(\.texts)
  }

  /// How many members the one object of a well-formed text has, those of the same name counted each.
  static func memberCount(of text: some Sequence<UInt8>) -> Int {
    var (depth, count, isInString, isEscaped) = (0, 0, false, false)
    for byte in text {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case _ where isInString: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: count += 1
      default: break
      }
    }
    return count
  }

  private struct Member: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        texts = []
      } else if let truth = try Self.attempt({ try container.decode(Bool.self) }) {
        texts = [truth ? "true" : "false"]
      } else if let text = try Self.attempt({ try container.decode(String.self) }) {
        texts = [text]
      } else if let number = try Self.attempt({ try container.decode(Int.self) }) {
        texts = [String(number)]
      } else {
        texts = try container.decode([String].self)
      }
    }

    /// Nil where the member is of another type; what is worse passes on.
    private static func attempt<Value>(_ decode: () throws -> Value) throws -> Value? {
      do { return try decode() } catch is DecodingError { return nil }
    }
  }
}
