/// The statements that one connection has prepared, by their text; the least recently used makes room for a new one.
struct PreparedStatements {
  private struct Entry {
    let name: String
    var lastUse: Int
  }

  private var entries: [String: Entry] = [:]
  private var uses = 0
  private let capacity = 256

  enum Lookup {
    case known(name: String)
    case new(name: String, evicted: String?)
  }

  /// The name under which a text is, or is to be, prepared, and the name that has to go for it.
  mutating func use(_ text: String) -> Lookup {
    uses += 1
    if let name = entries[text]?.name {
      entries[text]?.lastUse = uses
      return .known(name: name)
    }
    var evicted: String?
    if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      entries[oldest.key] = nil
      evicted = oldest.value.name
    }
    let name = "s\(uses)"
    entries[text] = Entry(name: name, lastUse: uses)
    return .new(name: name, evicted: evicted)
  }

  /// The preparing did not happen.
  mutating func forget(_ text: String) {
    entries[text] = nil
  }
}
