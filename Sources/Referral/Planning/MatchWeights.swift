public import Afklaring
public import Capacity
public import Postgres

/// What counts in the matching beside the days somebody waits (vægte): usual ones, and a municipality's own.
public enum MatchWeights {
  /// Another municipality's bed counts as two weeks more, one beyond the region as four; a place that is not among the
  /// preferred as three days, another bed than was proposed before as five. Source: the matching format's example.
  public static let usual = MatchInstance.PairWeights(
    outsideMunicipality: 14, outsideRegion: 28, notPreferred: 3, change: 5)

  /// What it costs to leave somebody without a bed; the same for every municipality.
  public static let unplaced = 1000

  /// The greatest weight that a municipality can give, in days.
  public static let most = 1000

  /// Nil where the municipality has none of its own.
  public static func of(
    _ municipality: MunicipalityCode, in transaction: Transaction
  ) async throws -> MatchInstance.PairWeights? {
    try byMunicipality(try await transaction.query("\(allQuery) where municipality_code = \(municipality)"))[
      municipality.digits]
  }

  static let allQuery: SQL = """
    select municipality_code, outside_municipality, outside_region, not_preferred, change from match_weights
    """

  static func byMunicipality(_ rows: Rows) throws -> [String: MatchInstance.PairWeights] {
    var weights: [String: MatchInstance.PairWeights] = [:]
    for row in rows {
      let (code, outside, beyond, notPreferred, change) = try row.decode(
        MunicipalityCode.self, Int.self, Int.self, Int.self, Int.self)
      weights[code.digits] = MatchInstance.PairWeights(
        outsideMunicipality: outside, outsideRegion: beyond, notPreferred: notPreferred, change: change)
    }
    return weights
  }
}

/// Sets what counts in the matching of the administrator's municipality.
public struct SetMatchWeights: Command {
  public static let permission = Permission.setDeadlines

  public let weights: MatchInstance.PairWeights

  public init(_ weights: MatchInstance.PairWeights) {
    self.weights = weights
  }

  public enum No: String, Refusal {
    case isTooHeavy = "weight-out-of-bounds"

    public var code: String { rawValue }
  }

  public static func refusal(for constraint: String) -> No? {
    constraint == "match_weights_bounded" ? .isTooHeavy : nil
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard case .administrator(let municipality) = actor.standing else {
      throw AccessRefusal.notPermitted(Self.permission)
    }
    transaction.later(
      """
      insert into match_weights (municipality_code, outside_municipality, outside_region, not_preferred, change)
      values (\(municipality), \(weights.outsideMunicipality), \(weights.outsideRegion), \(weights.notPreferred),
        \(weights.change))
      on conflict on constraint match_weights_key do update
      set outside_municipality = excluded.outside_municipality, outside_region = excluded.outside_region,
        not_preferred = excluded.not_preferred, change = excluded.change
      """)
    JournalEntry.change(
      Self.permission, .none, person: nil,
      [
        "outside-municipality": "\(weights.outsideMunicipality)", "outside-region": "\(weights.outsideRegion)",
        "not-preferred": "\(weights.notPreferred)", "change": "\(weights.change)",
      ]
    ).record(by: actor, in: transaction)
  }
}
