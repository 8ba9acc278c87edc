import Afklaring
import Capacity
import Referral

/// One bed as an answer to a person's needs: its verdict on each, from when it is free, and the way to it.
struct BedCard {
  let bed: BedRecord
  let record: ReferralRecord
  let visitor: Visitor
  let now: Instant

  private var missing: [String] { record.needs.filter { !bed.offers.contains($0) } }

  private var takesSex: Bool {
    guard let sex = record.sex, !bed.sexes.isEmpty else { return true }
    return bed.sexes.contains(sex.rawValue)
  }

  /// Whether it meets all of the need: only then can it be given.
  var fits: Bool { takesSex && missing.isEmpty && bed.firstFreeNight != nil }

  var html: HTML {
    """
    <li class="card"><h3>\(bed.code), \(bed.site) \(verdict)</h3>
    <p>\(DanishNames.council(bed.ownerName)). \(availability)</p>
    <ul class="checks">\(checks)</ul>
    \(action)</li>
    """
  }

  private var verdict: HTML {
    guard fits else { return "<span class=\"badge closed\">Passer ikke</span>" }
    return "<span class=\"badge good\">Opfylder alt</span>"
  }

  private var availability: String {
    guard let night = bed.firstFreeNight else { return "Ikke ledig." }
    return night == now.day ? "Ledig i dag." : "Ledig fra \(DanishDates.day(night))."
  }

  private var checks: [HTML] {
    record.needs.map { need in check(!missing.contains(need), DanishNames.need(need)) }
      + [check(takesSex, sexes)]
  }

  private var sexes: String {
    guard bed.sexes.count == 1, let sex = bed.sexes.first.flatMap(Sex.init(rawValue:)) else { return "Tager begge køn" }
    return sex == .female ? "Tager kun kvinder" : "Tager kun mænd"
  }

  private func check(_ isMet: Bool, _ name: String) -> HTML {
    isMet
      ? "<li class=\"yes\"><span class=\"unseen\">Opfyldt: </span>\(name)</li>"
      : "<li class=\"no\"><span class=\"unseen\">Ikke opfyldt: </span>\(name)</li>"
  }

  private var action: HTML {
    guard fits, let night = bed.firstFreeNight else { return .empty }
    let wish =
      Forms.hidden(.bed, bed.id.description) + Forms.hidden(.firstNight, night.description)
      + Forms.hidden(.plannedMoveOut, night.adding(days: bed.usualStayDays).description)
    let path = "/henvisninger/\(record.id)"
    if bed.isOwn {
      return Forms.form(path + "/plads", by: visitor, button: "Bevilg \(bed.code)", wish)
    }
    return Forms.form(
      path + "/tilbud", by: visitor, button: "Tilbyd \(bed.code)", isSecondary: true,
      wish
        + Forms.hidden(.answerBy, WorkingDays.adding(2, workingDaysTo: now.day).midnight.adding(hours: 16).description))
  }
}
