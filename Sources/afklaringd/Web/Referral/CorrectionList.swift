import Afklaring
import Referral

/// The dates that were corrected: what stood before stays readable, with the reason.
enum CorrectionList {
  static func html(_ corrections: [MadeCorrection]) -> HTML {
    guard !corrections.isEmpty else { return .empty }
    let items = corrections.map { one in
      """
      <li><time>\(DanishDates.instant(one.correctedAt))</time> \(DanishWords.date(one.date)): \(text(one.earlier)) rettet til \(text(one.later))
      <span class="muted">\(one.organisation ?? "Afklaring")</span><p class="written">\(one.reason)</p></li>
      """ as HTML
    }
    return """
      <section aria-labelledby="rettet"><h2 id="rettet">Rettede datoer</h2><ol class="timeline">\(items)</ol></section>
      """
  }

  private static func text(_ value: DayOrInstant?) -> String {
    switch value {
    case .day(let day): DanishDates.day(day)
    case .instant(let instant): DanishDates.instant(instant)
    case nil: "ingen dato"
    }
  }
}
