public import Afklaring
public import Postgres

/// Nights in another municipality's beds (købte døgn) and what they cost by the agreement in force on each.
public struct BoughtNights: Sendable {
  public let seller: MunicipalityCode
  public let sellerName: String
  public let nights: Int
  /// In kroner, as the database writes it; nil where an agreement says no price for one of the nights.
  public let amount: String?

  /// Of a municipality's own cases, by seller.
  public static func of(
    _ buyer: MunicipalityCode, from: CalendarDay, to: CalendarDay, at now: Instant, in transaction: Transaction
  ) async throws -> [BoughtNights] {
    try await transaction.query(
      """
      select bought.seller_code, municipality.name, count(*)::int as nights,
        case when count(*) = count(bought.price) then sum(bought.price)::text end as amount
      from bought_bed_night(\(now), \(from), \(to)) as bought
      join municipality on municipality.municipality_code = bought.seller_code
      where bought.buyer_code = \(buyer)
      group by bought.seller_code, municipality.name
      order by bought.seller_code
      """
    ).map { row in
      let (seller, name, nights, amount) = try row.decode(MunicipalityCode.self, String.self, Int.self, String?.self)
      return BoughtNights(seller: seller, sellerName: name, nights: nights, amount: amount)
    }
  }
}
