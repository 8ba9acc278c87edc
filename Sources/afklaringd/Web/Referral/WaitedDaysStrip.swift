import Afklaring
import Referral

/// The counted days one by one, and how many they are.
enum WaitedDaysStrip {
  static func html(_ waited: WaitedDays, _ dischargedAt: Instant?) -> HTML {
    guard !waited.days.isEmpty || waited.readyOn != nil else {
      return "<p class=\"muted\">Ikke meldt færdigbehandlet.</p>"
    }
    let shown = waited.days.suffix(60)
    let months = Dictionary(grouping: shown) { DanishDates.month($0) }.values
      .sorted { $0[0] < $1[0] }.map(month)
    return """
      <p id="ventedage"><strong>\(waited.days.count) \(waited.days.count == 1 ? "dag" : "dage")</strong> \(state(waited, dischargedAt))</p>
      \(if: shown.count < waited.days.count, "<p class=\"hint\">De seneste 60 vises.</p>")
      \(months)
      """
  }

  private static func month(_ days: [CalendarDay]) -> HTML {
    let boxes = days.map { day in
      """
      <li class="day"><span class="unseen">\(DanishDates.day(day))</span><span aria-hidden="true">\(day.day).</span></li>
      """ as HTML
    }
    return """
      <div class="month"><p>\(days.first.map(DanishDates.month))</p><ol class="days">\(boxes)</ol></div>
      """
  }

  private static func state(_ waited: WaitedDays, _ dischargedAt: Instant?) -> String {
    if let readyOn = waited.readyOn { return "siden \(DanishDates.day(readyOn)); ventetiden løber." }
    if let dischargedAt { return "i alt; ventetiden sluttede ved udskrivningen \(DanishDates.day(dischargedAt.day))." }
    return "i alt; ventetiden løber ikke."
  }
}
