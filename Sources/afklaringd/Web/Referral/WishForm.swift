import Afklaring
import Referral

/// What counts beside the needs: how urgent it is, from when, and where.
struct WishForm {
  let record: ReferralRecord
  let found: FoundBeds
  let visitor: Visitor
  let sent: SentForm

  private static let priorities = [
    ("1", "1 – kan vente"), ("2", "2"), ("3", "3 – som de fleste"), ("4", "4"), ("5", "5 – haster mest"),
  ]

  var html: HTML {
    let part = sent.isOf(.setPlacementWish) ? sent : saved
    return """
      <details class="fold"\(attribute: "open", if: sent.isOf(.setPlacementWish))><summary>Ønsker til pladsen: \(summary)</summary>
      \(Forms.form(
        "/henvisninger/\(record.id)/oensker", by: visitor, button: "Gem ønskerne", isSecondary: true,
        Forms.choices(.priority, Self.priorities, in: part)
          + Forms.input(
            .earliestMoveIn, type: "date", value: found.wish.earliestMoveIn?.description ?? "",
            hint: "Ellers fra færdigbehandlingsdatoen", isRequired: false, in: part)
          + Forms.several(.preferredSites, sites, in: part) + Forms.several(.excludedSites, sites, in: part)))
      </details>
      """
  }

  private var sites: [(value: String, label: String)] { found.sites.map { ("\($0.id)", $0.name) } }

  /// As it was said last.
  private var saved: SentForm {
    let values = [
      Field.priority.inForms: ["\(found.wish.priority)"],
      Field.preferredSites.inForms: found.wish.preferredSites.map(\.description),
      Field.excludedSites.inForms: found.wish.excludedSites.map(\.description),
    ]
    return SentForm(typed: Input(values, .form), mistakes: [], for: .setPlacementWish)
  }

  private var summary: String {
    var parts = ["haster \(found.wish.priority) af 5"]
    if let day = found.wish.earliestMoveIn { parts.append("tidligst \(DanishDates.day(day))") }
    if !found.wish.preferredSites.isEmpty { parts.append("helst \(names(found.wish.preferredSites))") }
    if !found.wish.excludedSites.isEmpty { parts.append("ikke \(names(found.wish.excludedSites))") }
    return parts.joined(separator: ", ")
  }

  private func names(_ ids: [SiteID]) -> String {
    found.sites.filter { ids.contains($0.id) }.map(\.name).joined(separator: ", ")
  }
}

extension SetPlacementWish: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let (priority, earliest) = (input.number(.priority), input.optionalDay(.earliestMoveIn))
    let preferred: [SiteID] = input.identifiers(.preferredSites)
    let excluded: [SiteID] = input.identifiers(.excludedSites)
    if let priority, !(1...5).contains(priority) { input.note(.priority, .notOneOf((1...5).map(String.init))) }
    guard let priority, input.problems.isEmpty else { throw input.invalid }
    self.init(
      referral,
      PlacementWish(
        priority: priority, earliestMoveIn: earliest, preferredSites: preferred, excludedSites: excluded))
  }
}

extension SetPlacementWish.No: Worded {
  var field: Field? {
    switch self {
    case .referralIs: nil
    case .moveInTooLate: .earliestMoveIn
    case .noSuchSite: .preferredSites
    }
  }

  var danish: String {
    switch self {
    case .referralIs(let state): "Ønskerne kan ikke ændres nu: \(DanishWords.standing(state))."
    case .moveInTooLate: "Den tidligste indflytning må højst ligge et år fremme."
    case .noSuchSite: "Et af tilbuddene findes ikke."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "the wishes cannot be changed now: the referral is \(state.rawValue)"
    case .moveInTooLate: "the earliest day of moving in lies more than a year ahead"
    case .noSuchSite: "there is no such site"
    }
  }
}
