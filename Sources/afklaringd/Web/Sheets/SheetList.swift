import Afklaring
import Referral

/// The sheets of a case: which are written, what is missing in them, and the letters that follow.
enum SheetList {
  static func html(_ record: ReferralRecord, _ sheets: [CaseSheet], _ visitor: Visitor) -> HTML {
    let path = "/henvisninger/\(record.id)"
    let lines = SheetKind.allCases.filter { isDue($0, record) }.map { kind in
      let newest = sheets.first { $0.kind == kind }
      return """
        <li><a href="\(path)/\(path: SheetWords.slug(kind))">\(SheetWords.title(kind))</a> \(badge(newest))
        <span class="muted">\(newest.map { DanishDates.instant($0.savedAt) })</span></li>
        """ as HTML
    }
    let isDeciding = visitor.actor.authority == record.municipality
    let decision: HTML =
      isDeciding && (record.isAssignedOnce || record.state == .declined)
      ? "<li><a href=\"\(path)/afgoerelsesbrev\">Brev med afgørelsen</a></li>" : .empty
    return """
      <section aria-labelledby="ark"><h2 id="ark">Ark og breve</h2>
      <ul class="plain sheets">\(lines)\(decision)<li><a href="\(path)/dit-forloeb">Dit forløb: brev til borgeren</a></li></ul></section>
      """
  }

  /// What belongs to where the case stands.
  private static func isDue(_ kind: SheetKind, _ record: ReferralRecord) -> Bool {
    switch kind {
    case .substanceUse, .disclosure, .handOver, .dischargeAgreement: true
    case .decision: record.state != .submitted && record.state != .informationRequested
    case .plan, .functioning, .weeklyStatus: record.isAssignedOnce
    case .followUp: record.state == .movedOut || record.state == .closed
    }
  }

  private static func badge(_ sheet: CaseSheet?) -> HTML {
    guard let sheet else { return "<span class=\"badge closed\">Ikke skrevet</span>" }
    return sheet.gaps.isEmpty
      ? "<span class=\"badge good\">Udfyldt</span>" : "<span class=\"badge waiting\">Mangler \(sheet.gaps.count)</span>"
  }
}
