import Afklaring
import Capacity

/// How fresh a site's statement of its beds is, in words: `Bekræftet i dag 08:10`.
enum FreshnessWords {
  static func badge(_ statement: SiteStatement?, now: Instant) -> HTML {
    guard let statement, let statedAt = statement.statedAt else {
      return "<span class=\"badge waiting\">Aldrig bekræftet</span>"
    }
    guard statement.isFresh(on: now.day) else {
      return "<span class=\"badge waiting\">Sidst bekræftet \(when(statedAt, now))</span>"
    }
    return "<span class=\"badge good\">Bekræftet \(when(statedAt, now))</span>"
  }

  private static func when(_ instant: Instant, _ now: Instant) -> String {
    switch instant.day.distance(to: now.day) {
    case 0: "i dag \(DanishDates.time(instant))"
    case 1: "i går \(DanishDates.time(instant))"
    default: DanishDates.instant(instant)
    }
  }
}
