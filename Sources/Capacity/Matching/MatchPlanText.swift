internal import Afklaring

extension MatchPlan {
  /// The plan as JSON, the same bytes for the same plan but for `solve_ms`.
  public var json: String {
    """
    {
    "objective": \(objective), "placed": \(assignments.count), "solve_ms": \(milliseconds),
    "assignments": [\(Self.lines(assignments.map(\.json)))],
    "unplaced": [\(Self.lines(unplaced.map(\.json)))]
    }

    """
  }

  /// With three decimals.
  private var milliseconds: String {
    let (seconds, attoseconds) = solveTime.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    let rest = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.utf8.count))\(rest)"
  }

  private static func lines(_ items: [String]) -> String {
    items.isEmpty ? "" : "\n " + items.joined(separator: ",\n ") + "\n"
  }
}

extension MatchPlan.Assigned {
  fileprivate var json: String {
    """
    {"referral": \(JSONText.string(referral)), "bed": \(JSONText.string(bed)), "start": "\(start)", \
    "delay_days": \(delayDays), "cost": \(cost), "reasons": \(reasons.json)}
    """
  }
}

extension MatchPlan.Reasons {
  /// As it stands in the plan.
  public var json: String {
    """
    {"urgency": \(urgency), "waited_days": \(waitedDays), "place": "\(place)", \
    "preferred": \(isPreferred.map { "\($0)" } ?? "null"), \
    "same_as_before": \(isSameAsBefore.map { "\($0)" } ?? "null"), "alternative": \(alternative?.json ?? "null")}
    """
  }
}

extension MatchPlan.Alternative {
  fileprivate var json: String {
    "{\"bed\": \(JSONText.string(bed)), \"start\": \"\(start)\", \"delay_days\": \(delayDays), \"cost\": \(cost)}"
  }
}

extension MatchPlan.Unplaced {
  fileprivate var json: String {
    "{\"referral\": \(JSONText.string(referral)), \"cost\": \(cost), \"blocked\": \(blockedJSON)}"
  }

  /// What is in the way, as it stands in the plan.
  public var blockedJSON: String {
    "{\(blocked.map { "\"\($0.rule)\": \($0.beds)" }.joined(separator: ", "))}"
  }
}
