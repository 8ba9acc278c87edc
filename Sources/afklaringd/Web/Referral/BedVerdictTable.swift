import Afklaring
import Capacity
import Referral

/// Why a bed, or why not: each rule with what it compares.
struct BedVerdictTable {
  let bed: NamedBed
  let verdict: BedVerdict
  let search: BedSearch

  var html: HTML {
    """
    <section class="panel" aria-labelledby="hvorfor"><h2 id="hvorfor">\(bed.code), \(bed.site)</h2>
    <p>\(verdict.isPossible ? "Pladsen er mulig. \(VerdictWords.cost(verdict))" : "Pladsen er ikke mulig.")</p>
    <table class="table blocks"><thead><tr><th scope="col">Regel</th><th scope="col">Borgeren</th>
    <th scope="col">Pladsen</th><th scope="col">Svar</th></tr></thead>
    <tbody>\(MatchRule.allCases.map(row))</tbody></table></section>
    """
  }

  private func row(_ rule: MatchRule) -> HTML {
    let (person, bed) = compared(by: rule)
    let isKept = !verdict.broken.contains(rule)
    return """
      <tr><th scope="row" data-label="Regel">\(VerdictWords.name(rule))</th><td data-label="Borgeren">\(person)</td>
      <td data-label="Pladsen">\(bed)</td>
      <td data-label="Svar"><span class="badge \(isKept ? "good" : "closed")">\(isKept ? "Opfyldt" : "Ikke opfyldt")</span></td></tr>
      """
  }

  private func compared(by rule: MatchRule) -> (person: String, bed: String) {
    switch rule {
    case .agreement:
      (DanishNames.council(search.record.municipalityName), DanishNames.council(bed.ownerName))
    case .needs:
      (list(search.record.needs), list(bed.offers))
    case .sex:
      (DanishNames.sex(search.record.sex), DanishNames.onlySex(bed.sexes) ?? "begge køn")
    case .site:
      (excluded, bed.site)
    case .start:
      (
        "\(search.found.person.earliestMoveIn.map { "tidligst \(DanishDates.day($0))" } ?? "tidligst muligt")",
        "hel periode fra \(DanishDates.day(verdict.start))"
      )
    }
  }

  private var excluded: String {
    let ids = search.found.wish.excludedSites
    guard !ids.isEmpty else { return "ingen udelukket" }
    return "ikke " + search.found.sites.filter { ids.contains($0.id) }.map(\.name).joined(separator: ", ")
  }

  private func list(_ needs: [String]) -> String { needs.isEmpty ? "ingen særlige" : DanishNames.needs(needs) }
}

/// What a single requirement, lifted, would open.
struct NearMissTable {
  let search: BedSearch

  static let mostNames = 5

  var html: HTML {
    let misses = search.found.nearMisses
    guard !misses.isEmpty else { return .empty }
    return """
      <h2>Tæt på</h2>
      <p>Så mange pladser mere ville være mulige, hvis ét krav faldt bort.</p>
      <table class="table"><thead><tr><th scope="col">Krav</th><th scope="col" class="num">Pladser</th>
      <th scope="col">Blandt andet</th></tr></thead><tbody>\(misses.map { row($0.miss, $0.beds) })</tbody></table>
      """
  }

  private func row(_ miss: BedVerdict.NearMiss, _ beds: [BedVerdict]) -> HTML {
    let names = beds.prefix(Self.mostNames).compactMap { BedID($0.bed).flatMap { search.missed[$0] } }
    let links = names.enumerated().map { number, bed in
      "\(number == 0 ? "" : ", ")\(search.link(to: bed.code))" as HTML
    }
    return """
      <tr><th scope="row">\(VerdictWords.miss(miss))</th><td class="num">\(beds.count)</td><td>\(links)</td></tr>
      """
  }
}
