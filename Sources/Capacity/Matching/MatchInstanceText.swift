internal import Afklaring

extension MatchInstance {
  /// The instance in the matching format, as `MatchInstanceReader` reads it; the weights of single municipalities are not
  /// part of that.
  public var json: String {
    """
    {
    "as_of": "\(asOf)", "horizon_days": \(horizonDays), "stay_days": \(stayDays), "weights": \(weights.json),
    "referrals": [\(Self.lines(referrals.map(\.json)))],
    "beds": [\(Self.lines(beds.map(\.json)))],
    "agreements": [\(Self.lines(agreements.map(\.json)))],
    "previous": [\(Self.lines(previous.map(\.json)))]
    }

    """
  }

  private static func lines(_ items: [String]) -> String {
    items.isEmpty ? "" : "\n " + items.joined(separator: ",\n ") + "\n"
  }
}

private func list(_ texts: [String]) -> String {
  "[\(texts.map(JSONText.string).joined(separator: ", "))]"
}

extension MatchInstance.Weights {
  fileprivate var json: String {
    """
    {"outside_municipality": \(pairs.outsideMunicipality), "outside_region": \(pairs.outsideRegion), \
    "not_preferred": \(pairs.notPreferred), "change": \(pairs.change), "unplaced": \(unplaced)}
    """
  }
}

extension MatchInstance.Referral {
  fileprivate var json: String {
    """
    {"id": \(JSONText.string(id)), "municipality": \(JSONText.string(municipality)), \
    "region": \(JSONText.string(region)), "submitted_on": "\(submittedOn)", "ready_on": "\(readyOn)", \
    \(earliestMoveIn.map { "\"earliest_move_in\": \"\($0)\", " } ?? "")\
    "priority": \(priority), "sex": "\(sex.rawValue)", "needs": \(list(needs)), \
    "preferred_sites": \(list(preferredSites)), "excluded_sites": \(list(excludedSites))}
    """
  }
}

extension MatchInstance.Bed {
  fileprivate var json: String {
    let closures = closures.map { "{\"from\": \"\($0.from)\", \"to\": \"\($0.to)\"}" }.joined(separator: ", ")
    return """
      {"id": \(JSONText.string(id)), "site": \(JSONText.string(site)), "municipality": \(JSONText.string(municipality)), \
      "region": \(JSONText.string(region)), "free_from": "\(freeFrom)", "offers": \(list(offers)), \
      "sexes": \(list(sexes.map(\.rawValue))), "closures": [\(closures)]}
      """
  }
}

extension MatchInstance.Agreement {
  fileprivate var json: String { "{\"buyer\": \(JSONText.string(buyer)), \"seller\": \(JSONText.string(seller))}" }
}

extension MatchInstance.Previous {
  fileprivate var json: String { "{\"referral\": \(JSONText.string(referral)), \"bed\": \(JSONText.string(bed))}" }
}
