/// Where a page of a list goes on: behind the entry with this time and this id, of whatever the list is ordered by.
public struct ListPlace<Subject>: Sendable, Equatable {
  public let time: Instant
  public let id: Identifier<Subject>

  public init(_ time: Instant, _ id: Identifier<Subject>) {
    (self.time, self.id) = (time, id)
  }

  /// As it stands in an address: microseconds since 1970 and a uuid. Nil where it is not a place.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "_")
    guard parts.count == 2, let microseconds = Int64(parts[0]), let id = Identifier<Subject>(parts[1]) else {
      return nil
    }
    self.init(Instant(microsecondsSinceEpoch: microseconds), id)
  }
}

extension ListPlace: CustomStringConvertible {
  public var description: String { "\(time.microsecondsSinceEpoch)_\(id)" }
}
