/// Kommune: one of the 98 Danish municipalities; only `Places` makes one, so that each stands in the table.
public struct Municipality: Sendable {
  /// Four digits, `0607`; unique.
  public let code: String
  /// Without the word *Kommune*: `Fredericia`.
  public let name: String

  let regions: RegionHistory
}

extension Municipality: Hashable {
  /// The same code is the same municipality.
  public static func == (left: Municipality, right: Municipality) -> Bool { left.code == right.code }

  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension Municipality: CustomStringConvertible {
  /// `0607 Fredericia`.
  public var description: String { "\(code) \(name)" }
}
