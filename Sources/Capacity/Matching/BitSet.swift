/// A set of small numbers.
struct BitSet: Hashable, Sendable {
  /// The numbers below 64, a bit for each.
  private(set) var first: UInt64 = 0
  private var rest: [UInt64] = []

  init(_ numbers: [Int]) {
    for number in numbers { insert(number) }
  }

  var hasMore: Bool { !rest.isEmpty }
  var isEmpty: Bool { first == 0 && rest.isEmpty }

  mutating func insert(_ number: Int) {
    guard number >= 64 else {
      first |= 1 << UInt64(number)
      return
    }
    while rest.count < number / 64 { rest.append(0) }
    rest[number / 64 - 1] |= 1 << UInt64(number % 64)
  }

  func contains(_ number: Int) -> Bool {
    if number < 64 { return first & 1 << UInt64(number) != 0 }
    return number / 64 <= rest.count && rest[number / 64 - 1] & 1 << UInt64(number % 64) != 0
  }

  func isSubset(of other: BitSet) -> Bool {
    first & ~other.first == 0
      && rest.indices.allSatisfy { rest[$0] & ~($0 < other.rest.count ? other.rest[$0] : 0) == 0 }
  }
}
