import Afklaring
import Referral

/// The actions that are possible on a referral for the one who looks, as forms; where there are none, why not.
struct ReferralActions {
  let record: ReferralRecord
  let visitor: Visitor
  let now: Instant
  /// What was sent last and is to be mended.
  let sent: SentForm

  private var actor: Actor { visitor.actor }
  private var isDeciding: Bool { actor.authority == record.municipality }
  private var isOwner: Bool { actor.authority != nil && actor.authority == record.bed?.owner }
  private var path: String { "/henvisninger/\(record.id)" }

  var html: HTML {
    let forms = forms
    let waiting = ReferralSentence.waitingFor(record, isWard: actor.ward != nil)
    return forms.isEmpty ? "<p class=\"muted\">\(waiting)</p>" : forms.joined()
  }

  private var forms: [HTML] {
    switch record.state {
    case .submitted where isDeciding: [accept, decline]
    case .accepted where isDeciding: [findBed]
    case .offered: offerForms
    case .assigned where actor.site != nil || isOwner || isDeciding: [moveIn]
    case .movedIn where actor.site != nil || isOwner || isDeciding: [moveOut]
    default: []
    }
  }

  private var accept: HTML {
    Forms.form(path + "/godkendelse", by: visitor, button: "Godkend: borgeren er i målgruppen")
  }

  private var decline: HTML {
    Forms.form(
      path + "/afslag", by: visitor, button: "Giv afslag", isSecondary: true,
      Forms.choices(.reason, DeclineReason.allCases.map { ($0.rawValue, DanishWords.decline($0)) }, in: sent))
  }

  private var findBed: HTML {
    "<p class=\"actions\"><a class=\"button\" href=\"/henvisninger/\(path: record.id.description)/plads\">Find en plads</a></p>"
  }

  // MARK: An offer

  private var offerForms: [HTML] {
    guard let offer = record.offer else { return [] }
    var forms: [HTML] = []
    if isOwner && !offer.isAgreedByOwner { forms += [ownerYes, ownerNo] }
    if offer.isAgreedByOwner && !offer.isAcceptedByPerson && (isDeciding || actor.ward == record.ward) {
      forms += [person(accepts: true), person(accepts: false)]
    }
    if isDeciding && offer.isAgreedByOwner && offer.isAcceptedByPerson { forms.append(assign) }
    return forms
  }

  private var ownerYes: HTML {
    Forms.form(path + "/tilbud/ejer", by: visitor, button: "Ja, pladsen kan bruges", Forms.hidden(.answer, "ja"))
  }

  private var ownerNo: HTML {
    Forms.form(
      path + "/tilbud/ejer", by: visitor, button: "Afvis pladstilbuddet", isSecondary: true,
      Forms.hidden(.answer, "nej")
        + Forms.choices(.reason, OwnerRefusal.allCases.map { ($0.rawValue, DanishWords.ownerRefusal($0)) }, in: sent))
  }

  private func person(accepts: Bool) -> HTML {
    Forms.form(
      path + "/tilbud/borger", by: visitor, button: accepts ? "Borgeren siger ja" : "Borgeren siger nej",
      isSecondary: !accepts, Forms.hidden(.answer, accepts ? "ja" : "nej"))
  }

  private var assign: HTML {
    guard let bed = record.bed else { return .empty }
    return Forms.form(
      path + "/plads", by: visitor, button: "Bevilg plads \(bed.code)",
      Forms.hidden(.bed, bed.id.description) + Forms.hidden(.firstNight, bed.nights.lowerBound.description)
        + Forms.hidden(.plannedMoveOut, bed.nights.upperBound.description))
  }

  // MARK: A stay

  private var moveIn: HTML {
    Forms.form(
      path + "/indflytning", by: visitor, button: "Registrér indflytning",
      Forms.input(.movedInOn, type: "date", value: now.day.description, in: sent)
        + Forms.input(.plannedMoveOut, type: "date", value: record.bed?.nights.upperBound.description ?? "", in: sent))
  }

  private var moveOut: HTML {
    Forms.form(
      path + "/udflytning", by: visitor, button: "Registrér udflytning",
      Forms.input(.movedOutOn, type: "date", value: now.day.description, in: sent)
        + Forms.choices(.onwardSupport, OnwardSupport.allCases.map { ($0.rawValue, DanishWords.onward($0)) }, in: sent))
  }
}
