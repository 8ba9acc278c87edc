import Afklaring
import Capacity
import Referral

/// What the latest plan says of the person, and how to pass it over.
struct ProposalNotice {
  let search: BedSearch
  let visitor: Visitor
  let sent: SentForm

  var html: HTML {
    guard let proposal = search.found.proposal else { return .empty }
    guard let place = proposal.place else {
      return "<div class=\"notice\"><p>Samlet forslag har ingen plads til borgeren. \(Self.blocked(proposal))</p></div>"
    }
    return """
      <div class="notice"><p>Samlet forslag: <strong>\(place.bedCode), \(place.site)</strong> fra \(DanishDates.day(place.start)).
      En anden plads kræver en begrundelse.</p>
      \(if: search.record.state == .accepted, skipForm)</div>
      """
  }

  private var skipForm: HTML {
    """
    <details class="fold"\(attribute: "open", if: !sent.mistakes.isEmpty)><summary>Spring forslaget over</summary>
    \(Forms.form(
      "/henvisninger/\(search.record.id)/forslag", by: visitor, button: "Spring over", isSecondary: true,
      Forms.choices(.overrideReason, VerdictWords.reasons, in: sent)))</details>
    """
  }

  /// How many beds one rule alone is in the way of.
  static func blocked(_ proposal: Proposal) -> String {
    let parts = MatchRule.allCases.compactMap { rule in
      proposal.blocked[rule.rawValue].flatMap { $0 == 0 ? nil : "\(VerdictWords.name(rule).lowercased()) \($0)" }
    }
    return parts.isEmpty ? "" : "Pladser, hvor kun én regel er i vejen: \(parts.joined(separator: ", "))."
  }
}

extension SkipProposal: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    guard let reason = input.choice(.overrideReason, of: OverrideReason.self) else { throw input.invalid }
    self.init(referral, because: reason)
  }
}

extension SkipProposal.No: Worded {
  var danish: String { "Der er ikke længere et forslag til borgeren, eller det er besvaret." }
  var english: String { "there is no proposal for the person any more, or it was answered" }
}
