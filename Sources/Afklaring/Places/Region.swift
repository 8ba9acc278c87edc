/// Region: one of the Danish regions, which run the hospitals, for as long as it exists.
public struct Region: Hashable, Sendable {
  /// Four digits, `1083`; nil while it is not known, as that of Region Østdanmark.
  public let code: String?
  public let name: String
  /// The first day on which it exists.
  public let validFrom: CalendarDay
  /// The last day on which it exists; nil while no end is known.
  public let validTo: CalendarDay?

  /// What reports group by and print: the code or, lacking one, the name.
  public var reportKey: String { code ?? name }
}

/// The regions that a municipality belongs to one after the other, never none.
struct RegionHistory: Sendable {
  let first: Region
  let successors: [Region]

  /// The region on a day; before the first begins, the first.
  func region(on day: CalendarDay) -> Region {
    successors.last { $0.validFrom <= day } ?? first
  }
}
