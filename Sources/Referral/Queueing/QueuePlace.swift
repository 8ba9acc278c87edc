internal import Afklaring
internal import Postgres

/// Where a referral stands in its municipality's queue (plads i køen), for everybody around it.
public struct QueuePlace: Sendable, Equatable {
  /// From 1.
  public let place: Int
  public let waiting: Int

  static func query(_ referral: ReferralID) -> SQL { "select place, waiting from queue_place(\(referral))" }

  init(_ row: Row) throws {
    (place, waiting) = try row.decode(Int.self, Int.self)
  }
}
