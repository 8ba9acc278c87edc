/// The statements that one connection has prepared, by their text and the types of their parameters; the least recently
/// used makes room for a new one.
struct PreparedStatements {
  /// The same text with a number or a text in its hole is two statements for the server.
  private struct Key: Hashable {
    let text: String
    let types: [UInt32]
  }

  private struct Entry {
    let name: String
    var lastUse: Int
  }

  private var entries: [Key: Entry] = [:]
  private var uses = 0
  private let capacity = 256

  /// The names that made room, and that the server still knows.
  private(set) var disposals: [String] = []

  enum Lookup {
    case known(name: String)
    case new(name: String)
  }

  /// The name under which a statement is, or is to be, prepared.
  mutating func use(_ statement: OutgoingStatement) -> Lookup {
    uses += 1
    let key = Key(text: statement.text, types: statement.types)
    if let name = entries[key]?.name {
      entries[key]?.lastUse = uses
      return .known(name: name)
    }
    if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      entries[oldest.key] = nil
      disposals.append(oldest.value.name)
    }
    let name = "s\(uses)"
    entries[key] = Entry(name: name, lastUse: uses)
    return .new(name: name)
  }

  /// The preparing did not happen.
  mutating func forget(_ statement: OutgoingStatement) {
    entries[Key(text: statement.text, types: statement.types)] = nil
  }

  /// The server has forgotten the name.
  mutating func disposed(of name: String) {
    disposals.removeAll { $0 == name }
  }
}
