import Afklaring
import Capacity
import Referral

/// When a bed may be expected, in words; and how sure that is.
enum ForecastWords {
  static func expected(_ forecast: BedForecast) -> String {
    guard let day = forecast.expectedOn else { return "Om mere end et år" }
    let made = "Beregnet \(DanishDates.day(forecast.madeOn))."
    guard let earliest = forecast.earliestOn else {
      let stays = forecast.endedStays == 1 ? "1 afsluttet ophold" : "\(forecast.endedStays) afsluttede ophold"
      return "Omkring \(DanishDates.day(day)). Der er kun \(stays) at regne efter. \(made)"
    }
    guard let latest = forecast.latestOn else {
      return "Omkring \(DanishDates.day(day)), tidligst \(DanishDates.day(earliest)). \(made)"
    }
    return
      "\(DanishDates.day(day)). I 8 af 10 tilfælde mellem \(DanishDates.day(earliest)) og \(DanishDates.day(latest)). \(made)"
  }
}
