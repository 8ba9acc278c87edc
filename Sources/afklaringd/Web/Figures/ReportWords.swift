import Afklaring
import Referral

/// The reports in the words of the screen: addresses, headings, columns and groups.
enum ReportWords {
  /// The end of its address under `/tal`.
  static func slug(_ report: any Report.Type) -> String {
    switch report.name {
    case WaitingDaysReport.name: "faerdigbehandlingsdage"
    case ReferralTimesReport.name: "ventetider"
    case OccupancyReport.name: "belaegning"
    case StaysReport.name: "ophold"
    case ReadmissionsReport.name: "genindlaeggelser"
    case FairnessReport.name: "ligebehandling"
    default: report.name
    }
  }

  static func title(_ report: any Report.Type) -> String {
    switch report.name {
    case WaitingDaysReport.name: "Færdigbehandlingsdage"
    case ReferralTimesReport.name: "Ventetider"
    case OccupancyReport.name: "Belægning"
    case StaysReport.name: "Ophold"
    case ReadmissionsReport.name: "Genindlæggelser"
    case FairnessReport.name: "Ligebehandling"
    default: report.name
    }
  }

  static func group(_ group: ReportGroup) -> String {
    switch group {
    case .municipality: "Kommune"
    case .region: "Region"
    case .ward: "Afdeling"
    case .site: "Tilbud"
    case .onwardSupport: "Videre indsats"
    case .month: "Måned"
    case .quarter: "Kvartal"
    case .year: "År"
    case .sex: "Køn"
    case .ageGroup: "Alder"
    case .substanceUse: "Alkohol eller stoffer"
    default: group.rawValue
    }
  }

  static func column(_ name: String) -> String {
    switch name {
    case "admissions": "Indlæggelser"
    case "waiting_days": "Dage"
    case "ongoing": "Venter stadig"
    case "ended": "Afsluttede"
    case "mean_days", "mean_nights": "Gennemsnit"
    case "median_days", "median_nights": "Median"
    case "p90_days", "p90_nights": "90 %-fraktil"
    case "amount_region": "Til regionen"
    case "amount_state": "Til staten"
    case "referrals": "Henvisninger"
    case "accepted": "Godkendt"
    case "declined": "Afslået"
    case "withdrawn": "Trukket tilbage"
    case "undecided": "Ikke afgjort"
    case "moved_in": "Flyttet ind"
    case "median_days_to_decision": "Dage til afgørelse, median"
    case "p90_days_to_decision": "Dage til afgørelse, 90 %-fraktil"
    case "median_days_to_assignment": "Dage til bevilling, median"
    case "p90_days_to_assignment": "Dage til bevilling, 90 %-fraktil"
    case "median_days_to_move_in": "Dage til indflytning, median"
    case "p90_days_to_move_in": "Dage til indflytning, 90 %-fraktil"
    case "available_nights": "Nætter til rådighed"
    case "occupied_nights": "Optagne nætter"
    case "held_nights": "Reserverede nætter"
    case "closed_nights": "Lukkede nætter"
    case "rate": "Belægning, %"
    case "over_planned": "Længere end planlagt"
    case "median_days_waiting_in_bed": "Dage fra afklaret til udflyttet, median"
    case "readmitted_during": "Genindlagt under opholdet"
    case "observable_30": "Kan følges i 30 døgn"
    case "readmitted_30": "Genindlagt inden 30 døgn"
    case "discharges": "Udskrivninger"
    case "observable_7": "Kan følges i 7 døgn"
    case "observable_90": "Kan følges i 90 døgn"
    case "readmitted_7": "Genindlagt inden 7 døgn"
    case "readmitted_90": "Genindlagt inden 90 døgn"
    case "not_accepted": "Ikke godkendt"
    case "given_up": "Faldet fra"
    case "assigned": "Har fået en plads"
    case "waiting": "Venter på en plads"
    case "median_days_waiting": "Dage ventet indtil nu, median"
    case "offers": "Pladstilbud"
    case "owner_refused": "Nej fra driftskommunen"
    case "person_declined": "Nej fra borgeren"
    case "lapsed": "Udløbet"
    case "proposed": "Foreslået en plads"
    case "followed": "Forslag fulgt"
    case "overridden": "Forslag fraveget"
    case "skipped": "Forslag sprunget over"
    case "share_7": "Andel, 7 døgn, %"
    case "share_30": "Andel, 30 døgn, %"
    case "share_90": "Andel, 90 døgn, %"
    default: name
    }
  }

  /// A decimal comma and a point between the thousands, as Danish has it.
  static func figure(_ value: String, in column: String) -> String {
    switch value {
    case "": "–"
    case "missing": "takst mangler"
    case ReportMark.fewerThanFive.rawValue: "færre end 5"
    case ReportMark.hidden.rawValue: "skjult"
    default: column.hasPrefix("amount_") ? DanishAmounts.kroner(value) : DanishAmounts.number(value)
    }
  }

  static func value(_ value: String, in column: String, _ places: Places) -> String {
    if value == "total" { return "I alt" }
    if value.isEmpty { return "Ikke oplyst" }
    switch ReportGroup(rawValue: column) {
    case .municipality: return places.municipality(code: value)?.name ?? value
    case .region: return places.region(reportKey: value)?.name ?? value
    case .month: return CalendarDay(value + "-01").map(DanishDates.month) ?? value
    case .quarter:
      let parts = value.split(separator: "-")
      return parts.count == 2 ? "\(parts[1].dropFirst()). kvartal \(parts[0])" : value
    case .sex: return DanishNames.sex(Sex(rawValue: value))
    case .ageGroup: return "\(value.replacing("-", with: "–")) år"
    case .substanceUse: return SheetWords.answer(value, to: "use")
    case .onwardSupport: return OnwardSupport(rawValue: value).map(DanishWords.onward) ?? value
    default: return value
    }
  }
}
