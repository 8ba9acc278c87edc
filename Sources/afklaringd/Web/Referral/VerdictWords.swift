import Afklaring
import Capacity
import Referral

/// What the matching says, in words.
enum VerdictWords {
  static let reasons = OverrideReason.allCases.map { ($0.rawValue, name($0)) }

  static func name(_ reason: OverrideReason) -> String {
    switch reason {
    case .personsWish: "Borgerens ønske"
    case .nearNetwork: "Tættere på netværk"
    case .knownToTheSite: "Kendt på tilbuddet"
    case .safety: "Sikkerhed"
    case .changedNeed: "Behovet har ændret sig"
    case .notAsStated: "Pladsen er ikke som oplyst"
    case .price: "Pris"
    }
  }

  static func name(_ rule: MatchRule) -> String {
    switch rule {
    case .agreement: "Aftale"
    case .needs: "Behov"
    case .sex: "Køn"
    case .site: "Ikke på dette tilbud"
    case .start: "Ledig i tide"
    }
  }

  /// The rank in one sentence: what it counts, summand by summand.
  static func cost(_ verdict: BedVerdict) -> String {
    let cost = verdict.cost
    var parts = ["\(days(cost.delayDays)) × \(cost.urgency)"]
    if cost.place > 0 { parts.append("\(cost.place) for beliggenhed") }
    if cost.notPreferred > 0 { parts.append("\(cost.notPreferred) for ikke at være blandt de ønskede") }
    if cost.change > 0 { parts.append("\(cost.change) for ændret forslag") }
    return "Kan begynde \(DanishDates.day(verdict.start)). Tæller \(cost.total): \(parts.joined(separator: " + "))."
  }

  static func days(_ count: Int) -> String { count == 1 ? "1 dags venten" : "\(count) dages venten" }

  static func miss(_ miss: BedVerdict.NearMiss) -> String {
    switch miss {
    case .need(let need): "Uden behovet: \(DanishNames.need(need).lowercased())"
    case .rule(.agreement): "Med en aftale med driftskommunen"
    case .rule(.needs): "Uden særlige behov"
    case .rule(.sex): "Hvis pladsen tog begge køn"
    case .rule(.site): "Hvis borgeren kunne bo på tilbuddet"
    case .rule(.start): "Hvis der kunne ventes længere end et halvt år"
    }
  }
}
