import Afklaring
import Capacity
import Referral

/// One bed as an answer to a person's needs: its verdict on each, from when it is free, why it ranks as it does, and the way
/// to it.
struct BedCard {
  let bed: BedRecord
  let verdict: BedVerdict
  let search: BedSearch
  let visitor: Visitor
  /// The days on which the municipality is closed.
  let closed: Set<CalendarDay>
  /// Whether the visitor can give a bed to the person now.
  let isGiving: Bool
  /// What was sent last, of this bed's form.
  let sent: SentForm

  private var record: ReferralRecord { search.record }

  /// Whether it meets all of the need: only then can it be given. One that is free for a shorter time, or later than is
  /// planned ahead, can be given as well.
  private var fits: Bool { verdict.broken.allSatisfy { $0 == .start } && bed.firstFreeNight != nil }

  private var isProposed: Bool { search.found.proposal?.place?.bed == bed.id }

  var html: HTML {
    """
    <li class="card"><h3>\(bed.code), \(bed.site) \(badge)</h3>
    <p>\(DanishNames.council(bed.ownerName)). \(availability)\(bed.pricePerDay.map { " \(DanishAmounts.price($0)) pr. dag." })</p>
    <p>\(FreshnessWords.badge(search.statements[bed.siteID], now: search.now))</p>
    <ul class="checks">\(checks)</ul>
    \(verdict.isPossible ? "<p class=\"muted\">\(VerdictWords.cost(verdict))</p>" : HTML.empty)
    \(action)</li>
    """
  }

  private var badge: HTML {
    guard fits else { return "<span class=\"badge closed\">Passer ikke</span>" }
    return isProposed
      ? "<span class=\"badge good\">Foreslået</span>" : "<span class=\"badge good\">Opfylder alle behov</span>"
  }

  private var availability: String {
    guard let night = bed.firstFreeNight else { return "Ikke ledig." }
    guard let until = bed.freeUntil, let next = bed.next else {
      return night == search.now.day ? "Ledig i dag." : "Ledig fra \(DanishDates.day(night))."
    }
    let isSameMonth = (night.year, night.month) == (until.year, until.month)
    let from = isSameMonth ? "\(night.day)." : DanishDates.day(night) + " "
    return "Ledig \(from)–\(isSameMonth ? "" : " ")\(DanishDates.day(until)), derefter \(DanishWords.next(next))."
  }

  /// As it is proposed; else of the first gap from when the person can move in, and of the first whole stay where that gap is
  /// over by then.
  private func firstNight(orElse free: CalendarDay) -> CalendarDay {
    if isProposed { return verdict.start }
    let night = max(free, search.found.person.earliestMoveIn ?? free)
    return bed.freeUntil.map { night < $0 } ?? true ? night : verdict.start
  }

  /// A stay of the usual length, or until the bed is needed for something else.
  private func plannedMoveOut(from night: CalendarDay) -> CalendarDay {
    let usual = night.adding(days: bed.usualStayDays)
    return bed.freeUntil.map { night < $0 ? min(usual, $0) : usual } ?? usual
  }

  private var checks: [HTML] {
    record.needs.map { need in check(!verdict.missingNeeds.contains(need), DanishNames.need(need)) }
      + [check(!verdict.broken.contains(.sex), sexes)]
      + (verdict.broken.contains(.site) ? [check(false, "Borgeren må ikke bo her")] : [])
  }

  private var sexes: String { DanishNames.onlySex(bed.sexes).map { "Tager \($0)" } ?? "Tager begge køn" }

  private func check(_ isMet: Bool, _ name: String) -> HTML {
    isMet
      ? "<li class=\"yes\"><span class=\"unseen\">Opfyldt: </span>\(name)</li>"
      : "<li class=\"no\"><span class=\"unseen\">Ikke opfyldt: </span>\(name)</li>"
  }

  private var action: HTML {
    guard isGiving, fits, let free = bed.firstFreeNight else { return .empty }
    let night = firstNight(orElse: free)
    let dates =
      Forms.input(.firstNight, type: "date", value: night.description, in: sent)
      + Forms.input(.plannedMoveOut, type: "date", value: plannedMoveOut(from: night).description, in: sent)
    let wish =
      Forms.hidden(.bed, bed.id.description) + "<div class=\"dates\">\(dates)</div>" + reason
    let path = "/henvisninger/\(record.id)"
    if bed.isOwn {
      return Forms.form(path + "/plads", by: visitor, button: "Bevilg \(bed.code)", wish)
    }
    return Forms.form(
      path + "/tilbud", by: visitor, button: "Tilbyd \(bed.code)", isSecondary: true,
      wish
        + Forms.input(
          .answerBy, type: "datetime-local", value: Self.usualAnswerBy(from: search.now.day, closed: closed),
          hint: "To arbejdsdage, hvis du ikke vælger andet", in: sent))
  }

  /// Two working days, until 16 o'clock.
  static func usualAnswerBy(from today: CalendarDay, closed: Set<CalendarDay>) -> String {
    let day = WorkingDays.adding(2, workingDaysTo: today, closed: closed)
    return String(day.midnight.adding(hours: 16).description.prefix(16))
  }

  /// Asked where the latest plan has another bed.
  private var reason: HTML {
    guard search.found.proposal?.place != nil, !isProposed else { return .empty }
    return Forms.choices(.overrideReason, VerdictWords.reasons, in: sent)
  }
}
