import Afklaring
import Referral

/// One sentence that says where a referral stands and who must act.
enum ReferralSentence {
  static func standing(_ record: ReferralRecord) -> String {
    let council = DanishNames.council(record.municipalityName)
    switch record.state {
    case .submitted:
      return "Henvist \(DanishDates.day(record.submittedAt.day)) fra \(record.wardName). \(council) skal svare."
    case .informationRequested:
      return "\(council) har bedt om flere oplysninger. \(record.wardName) skal svare."
    case .accepted:
      return ended(record) + "Henvisningen er godkendt. \(council) skal finde en plads."
    case .declined:
      let reason = record.declineReason.map { ": \(DanishWords.decline($0).lowercased())" } ?? ""
      return "\(council) har sagt nej til henvisningen\(reason)."
    case .offered:
      return offered(record)
    case .assigned:
      let day = record.bed.map { " fra \(DanishDates.day($0.nights.lowerBound))" } ?? ""
      let host = record.bed?.site ?? "Stedet"
      return "Plads \(bed(record)) er bevilget\(day). \(host) skal registrere indflytningen."
    case .movedIn:
      let day = record.stay.map { " Planlagt udflytning \(DanishDates.day($0.plannedMoveOutOn))." } ?? ""
      return "Bor på plads \(bed(record)).\(day)"
    case .movedOut:
      let day = record.stay?.movedOutOn.map { " \(DanishDates.day($0))" } ?? ""
      let support = record.stay?.onwardSupport.map { " Videre indsats: \(DanishWords.onward($0))." } ?? ""
      return "Flyttede ud\(day).\(support)"
    case .closed:
      return "Forløbet er afsluttet. Flyttede ud\(record.stay?.movedOutOn.map { " \(DanishDates.day($0))" } ?? "")."
    case .withdrawn:
      return
        "Henvisningen er trukket tilbage\(record.withdrawalReason.map { ": \(DanishWords.withdrawal($0).lowercased())" } ?? "")."
    }
  }

  /// Why the last offer came to nothing.
  private static func ended(_ record: ReferralRecord) -> String {
    guard let offer = record.endedOffer else { return "" }
    let reason = offer.reason.map { ": \(DanishWords.ownerRefusal($0).lowercased())" } ?? ""
    return "\(DanishWords.ended(offer))\(reason). "
  }

  /// Whom those who can do nothing just now wait for.
  static func waitingFor(_ record: ReferralRecord, isWard: Bool) -> String {
    let council = DanishNames.council(record.municipalityName)
    let host = record.bed?.site ?? "stedet"
    switch record.state {
    case .submitted: return "Afventer svar fra \(council)."
    case .informationRequested: return "Afventer oplysninger fra \(record.wardName)."
    case .accepted: return "Afventer, at \(council) finder en plads."
    case .offered:
      guard let offer = record.offer, offer.isAgreedByOwner else {
        return "Afventer svar fra \(record.bed.map { DanishNames.council($0.ownerName) } ?? "driftskommunen")."
      }
      return offer.isAcceptedByPerson ? "Afventer, at \(council) bevilger pladsen." : "Afventer borgerens svar."
    case .assigned: return "Afventer, at \(host) registrerer indflytningen."
    case .movedIn: return "Afventer, at \(host) registrerer udflytningen."
    case .declined where isWard: return "I kan henvise igen."
    case .movedOut: return "Afventer, at \(council) afslutter forløbet."
    case .declined, .closed, .withdrawn: return "Forløbet er afsluttet."
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
    record.bed.map { "\($0.code), \($0.site)" } ?? ""
  }
}
