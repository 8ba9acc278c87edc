import Afklaring
import Referral

/// One sentence that says where a referral stands and who must act.
enum ReferralSentence {
  static func standing(_ record: ReferralRecord) -> String {
    let council = DanishNames.council(record.municipalityName)
    switch record.state {
    case .submitted:
      return "Henvist \(DanishDates.day(record.submittedAt.day)) fra \(record.wardName). \(council) skal svare."
    case .accepted:
      return "Godkendt til målgruppen. \(council) skal finde en plads."
    case .declined:
      return "\(council) har sagt nej til henvisningen."
    case .offered:
      return offered(record)
    case .assigned:
      let day = record.bed.map { " fra \(DanishDates.day($0.nights.lowerBound))" } ?? ""
      return "Plads \(bed(record)) er bevilget\(day). Tilbuddet skal registrere indflytningen."
    case .movedIn:
      let day = record.stay.map { " til \(DanishDates.day($0.plannedMoveOutOn))" } ?? ""
      return "Bor på plads \(bed(record)), planlagt\(day)."
    case .movedOut:
      let day = record.stay?.movedOutOn.map { " \(DanishDates.day($0))" } ?? ""
      return "Flyttede ud\(day)."
    case .withdrawn:
      return "Henvisningen er trukket tilbage."
    }
  }

  private static func offered(_ record: ReferralRecord) -> String {
    guard let offer = record.offer else { return "Plads \(bed(record)) er tilbudt." }
    let deadline = "Svarfrist \(DanishDates.instant(offer.answerBy))."
    if !offer.isAgreedByOwner { return "Plads \(bed(record)) er tilbudt. Driftskommunen skal svare. \(deadline)" }
    if !offer.isAcceptedByPerson { return "Plads \(bed(record)) er tilbudt. Borgeren skal svare. \(deadline)" }
    return
      "Alle har sagt ja til plads \(bed(record)). \(DanishNames.council(record.municipalityName)) skal bevilge den."
  }

  private static func bed(_ record: ReferralRecord) -> String {
    record.bed.map { "\($0.code) på \($0.site)" } ?? ""
  }
}
