import Afklaring
import Capacity
import Referral

/// One bed as an answer to a person's needs: its verdict on each, from when it is free, and the way to it.
struct BedCard {
  let bed: BedRecord
  let record: ReferralRecord
  let visitor: Visitor
  let now: Instant
  /// The days on which the municipality is closed.
  let closed: Set<CalendarDay>
  /// Whether the visitor can give a bed to the person now.
  let isGiving: Bool
  /// What was sent last, of this bed's form.
  let sent: SentForm

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
    <p>\(DanishNames.council(bed.ownerName)). \(availability)\(bed.pricePerDay.map { " \(DanishAmounts.price($0)) pr. dag." })</p>
    <ul class="checks">\(checks)</ul>
    \(action)</li>
    """
  }

  private var verdict: HTML {
    guard fits else { return "<span class=\"badge closed\">Passer ikke</span>" }
    return "<span class=\"badge good\">Opfylder alle behov</span>"
  }

  private var availability: String {
    guard let night = bed.firstFreeNight else { return "Ikke ledig." }
    guard let until = bed.freeUntil, let next = bed.next else {
      return night == now.day ? "Ledig i dag." : "Ledig fra \(DanishDates.day(night))."
    }
    let isSameMonth = (night.year, night.month) == (until.year, until.month)
    let from = isSameMonth ? "\(night.day)." : DanishDates.day(night) + " "
    return "Ledig \(from)–\(isSameMonth ? "" : " ")\(DanishDates.day(until)), derefter \(DanishWords.next(next))."
  }

  /// A stay of the usual length, or until the bed is needed for something else.
  private func plannedMoveOut(from night: CalendarDay) -> CalendarDay {
    let usual = night.adding(days: bed.usualStayDays)
    return bed.freeUntil.map { min(usual, $0) } ?? usual
  }

  private var checks: [HTML] {
    record.needs.map { need in check(!missing.contains(need), DanishNames.need(need)) }
      + [check(takesSex, sexes)]
  }

  private var sexes: String {
    DanishNames.onlySex(bed.sexes).map { "Tager \($0)" } ?? "Tager begge køn"
  }

  private func check(_ isMet: Bool, _ name: String) -> HTML {
    isMet
      ? "<li class=\"yes\"><span class=\"unseen\">Opfyldt: </span>\(name)</li>"
      : "<li class=\"no\"><span class=\"unseen\">Ikke opfyldt: </span>\(name)</li>"
  }

  private var action: HTML {
    guard isGiving, fits, let night = bed.firstFreeNight else { return .empty }
    let dates =
      Forms.input(.firstNight, type: "date", value: night.description, in: sent)
      + Forms.input(.plannedMoveOut, type: "date", value: plannedMoveOut(from: night).description, in: sent)
    let wish = Forms.hidden(.bed, bed.id.description) + "<div class=\"dates\">\(dates)</div>"
    let path = "/henvisninger/\(record.id)"
    if bed.isOwn {
      return Forms.form(path + "/plads", by: visitor, button: "Bevilg \(bed.code)", wish)
    }
    return Forms.form(
      path + "/tilbud", by: visitor, button: "Tilbyd \(bed.code)", isSecondary: true,
      wish
        + Forms.input(
          .answerBy, type: "datetime-local",
          value: String(
            WorkingDays.adding(2, workingDaysTo: now.day, closed: closed).midnight.adding(hours: 16).description.prefix(
              16)),
          hint: "To arbejdsdage, hvis du ikke vælger andet", in: sent))
  }
}
