import Afklaring
import Capacity
import Referral

/// The actions that are possible on a referral for the one who looks, as forms; where there are none, why not.
struct ReferralActions {
  let record: ReferralRecord
  let details: ReferralDetails
  /// Beds that a resident can be moved to.
  let otherBeds: [BedRecord]
  let places: Places
  let visitor: Visitor
  let now: Instant
  /// What was sent last and is to be mended.
  let sent: SentForm

  private var actor: Actor { visitor.actor }
  private var isDeciding: Bool { actor.authority == record.municipality }
  private var isWard: Bool { actor.ward == record.ward }
  private var isOwner: Bool { actor.authority != nil && actor.authority == record.bed?.owner }
  private var isHost: Bool { actor.site != nil || isOwner || isDeciding }
  private var path: String { "/henvisninger/\(record.id)" }

  var html: HTML {
    let (forms, further) = (forms, further)
    let waiting = ReferralSentence.waitingFor(record, isWard: actor.ward != nil)
    return (forms.isEmpty ? "<p class=\"muted\">\(waiting)</p>" : forms.joined()) + further.joined()
  }

  private var forms: [HTML] {
    switch record.state {
    case .submitted where isDeciding: [accept]
    case .informationRequested where isWard: [giveInformation]
    case .accepted where isDeciding: [findBed]
    case .offered: offerForms
    case .assigned where isHost: [moveIn]
    case .movedIn where isHost: [moveOut]
    case .movedOut where isDeciding: [close]
    default: []
    }
  }

  /// What is less often done, folded away.
  private var further: [HTML] {
    var forms: [HTML] = []
    switch record.state {
    case .submitted where isDeciding: forms += [decline, askForInformation]
    case .informationRequested where isDeciding:
      forms += [folded("Godkend uden at vente på svar", .answerReferral, accept, isSent: false), decline]
    case .accepted where isDeciding: forms += [queue]
    case .movedIn:
      if isDeciding { forms += [clarify, extend] }
      if isHost { forms += [leave, transfer] }
    default: break
    }
    if record.state.after(.changeMunicipality) != nil && isDeciding { forms.append(move) }
    if let correction { forms.append(correction) }
    if record.state.after(.withdraw) != nil && (isDeciding || isWard) {
      forms.append(
        "<p class=\"actions\"><a class=\"button secondary small\" href=\"\(path)/tilbagetraekning\">Træk henvisningen tilbage</a></p>"
      )
    }
    return forms
  }

  private func folded(_ heading: String, _ permission: Permission, _ form: HTML, isSent: Bool? = nil) -> HTML {
    """
    <details class="fold"\(attribute: "open", if: isSent ?? sent.isOf(permission))><summary>\(heading)</summary>\(form)</details>
    """
  }

  private func options<Value: RawRepresentable<String> & CaseIterable>(
    _ type: Value.Type, _ word: (Value) -> String
  ) -> [(value: String, label: String)] {
    Value.allCases.map { ($0.rawValue, word($0)) }
  }

  // MARK: The answer

  private var accept: HTML {
    Forms.form(path + "/godkendelse", by: visitor, button: "Godkend: borgeren er i målgruppen")
  }

  private var decline: HTML {
    let sent = sent.part(.answerReferral)
    return folded(
      "Giv afslag", .answerReferral,
      Forms.form(
        path + "/afslag", by: visitor, button: "Giv afslag", isSecondary: true,
        Forms.choices(.reason, options(DeclineReason.self, DanishWords.decline), in: sent)
          + Forms.choices(.consequence, options(DeclineConsequence.self, DanishWords.consequence), in: sent)))
  }

  private var askForInformation: HTML {
    folded(
      "Bed afdelingen om oplysninger", .askForInformation,
      Forms.form(
        path + "/oplysninger", by: visitor, button: "Send spørgsmålet", isSecondary: true,
        Forms.writing(.question, in: sent.part(.askForInformation))))
  }

  private var giveInformation: HTML {
    let question = details.questions.last.map { "<blockquote class=\"written\">\($0.question)</blockquote>" as HTML }
    return "<p>\(DanishNames.council(record.municipalityName)) spørger:</p>\(question)"
      + Forms.form(
        path + "/oplysninger/svar", by: visitor, button: "Send oplysningerne",
        Forms.writing(.information, in: sent.part(.giveInformation)))
  }

  // MARK: The queue and a bed

  private var findBed: HTML {
    "<p class=\"actions\"><a class=\"button\" href=\"/henvisninger/\(path: record.id.description)/plads\">Find en plads</a></p>"
  }

  private var queue: HTML {
    guard let place = details.queue, place.waiting > 1 else { return .empty }
    let sent = sent.part(.orderQueue)
    return folded(
      "Giv en anden plads i køen", .orderQueue,
      Forms.form(
        path + "/koe", by: visitor, button: "Flyt i køen", isSecondary: true,
        Forms.input(.place, type: "number", hint: "Fra 1 til \(place.waiting). Nu nummer \(place.place).", in: sent)
          + Forms.choices(.reason, options(QueueReason.self, DanishWords.queueReason), in: sent)))
  }

  private var offerForms: [HTML] {
    guard let offer = record.offer else { return [] }
    var forms: [HTML] = []
    if isOwner && !offer.isAgreedByOwner { forms += [ownerYes, ownerNo] }
    if offer.isAgreedByOwner && !offer.isAcceptedByPerson && (isDeciding || isWard) {
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
        + Forms.choices(
          .reason, options(OwnerRefusal.self, DanishWords.ownerRefusal), in: sent.part(.answerOfferAsOwner)))
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

  private var today: String { now.day.description }

  private var moveIn: HTML {
    let sent = sent.part(.moveIn)
    return Forms.form(
      path + "/indflytning", by: visitor, button: "Registrér indflytning",
      Forms.input(.movedInOn, type: "date", value: today, in: sent)
        + Forms.input(.plannedMoveOut, type: "date", value: record.bed?.nights.upperBound.description ?? "", in: sent))
  }

  private var moveOut: HTML {
    let sent = sent.part(.moveOut)
    return folded(
      "Registrér udflytning", .moveOut,
      Forms.form(
        path + "/udflytning", by: visitor, button: "Registrér udflytning",
        Forms.input(.movedOutOn, type: "date", value: today, in: sent)
          + Forms.choices(.ending, options(StayEnding.self, DanishWords.ending), in: sent)
          + Forms.choices(.onwardSupport, options(OnwardSupport.self, DanishWords.onward), in: sent)
          + Forms.several(.furtherSupport, options(OnwardSupport.self, DanishWords.onward), in: sent)))
  }

  private var clarify: HTML {
    let sent = sent.part(.clarifyStay)
    return folded(
      details.clarified == nil ? "Registrér afklaring" : "Ret afklaringen", .clarifyStay,
      Forms.form(
        path + "/afklaring", by: visitor, button: "Registrér afklaring", isSecondary: true,
        Forms.input(.clarifiedOn, type: "date", value: today, in: sent)
          + Forms.choices(.onwardSupport, options(OnwardSupport.self, DanishWords.onward), in: sent)))
  }

  private var extend: HTML {
    let sent = sent.part(.extendStay)
    return folded(
      "Forlæng opholdet", .extendStay,
      Forms.form(
        path + "/forlaengelse", by: visitor, button: "Forlæng opholdet", isSecondary: true,
        Forms.input(.plannedMoveOut, type: "date", hint: extensionLimit, in: sent)
          + Forms.choices(.reason, options(ExtensionReason.self, DanishWords.extensionReason), in: sent)))
  }

  private var extensionLimit: String? {
    guard let stay = record.stay, let days = record.bed?.maximumStayDays else { return nil }
    return "Senest \(DanishDates.day(stay.movedInOn.adding(days: days))) på dette tilbud"
  }

  private var leave: HTML {
    let sent = sent.part(.recordLeave)
    if let away = details.leaves.last(where: { $0.to == nil }) {
      return Forms.form(
        path + "/fravaer/slut", by: visitor, button: "Borgeren er tilbage", isSecondary: true,
        "<p>Væk siden \(DanishDates.day(away.from)): \(DanishWords.leaveReason(away.reason).lowercased()).</p>"
          + Forms.input(.returnedOn, type: "date", value: today, in: sent))
    }
    return folded(
      "Registrér fravær", .recordLeave,
      Forms.form(
        path + "/fravaer", by: visitor, button: "Registrér fravær", isSecondary: true,
        Forms.input(.leaveFrom, type: "date", value: today, in: sent)
          + Forms.input(
            .leaveTo, type: "date", hint: "Kan stå tom, til borgeren er tilbage", isRequired: false, in: sent)
          + Forms.choices(.reason, options(LeaveReason.self, DanishWords.leaveReason), in: sent)))
  }

  private var transfer: HTML {
    let beds = otherBeds.filter { $0.id != record.bed?.id && $0.tonight == nil }
    guard !beds.isEmpty else { return .empty }
    let sent = sent.part(.transferStay)
    return folded(
      "Flyt til en anden plads", .transferStay,
      Forms.form(
        path + "/flytning", by: visitor, button: "Flyt borgeren", isSecondary: true,
        Forms.choices(.newBed, beds.map { ("\($0.id)", "\($0.code), \($0.site)") }, in: sent)
          + Forms.input(.movedOn, type: "date", value: today, in: sent)))
  }

  private var move: HTML {
    let sent = sent.part(.recordMove)
    return folded(
      "Borgeren er flyttet til en anden kommune", .recordMove,
      Forms.form(
        path + "/kommune", by: visitor, button: "Registrér flytningen", isSecondary: true,
        Forms.choices(.municipality, Forms.municipalities(of: places), in: sent)
          + Forms.input(.movedOn, type: "date", value: today, in: sent)))
  }

  /// Those of the dates that are there and one's own to correct.
  private var correction: HTML? {
    var dates: [RecordedDate] = []
    if isDeciding && record.state != .submitted && record.state != .informationRequested {
      dates.append(RecordedDate(.decidedOn))
    }
    if isDeciding && record.isAssignedOnce { dates.append(RecordedDate(.assignedOn)) }
    if isHost && record.stay != nil { dates.append(RecordedDate(.movedInOn)) }
    if isDeciding && record.stay != nil { dates.append(RecordedDate(.plannedMoveOutOn)) }
    if isDeciding && details.clarified != nil { dates.append(RecordedDate(.clarifiedOn)) }
    if isHost && record.stay?.movedOutOn != nil { dates.append(RecordedDate(.movedOutOn)) }
    if isHost {
      for leave in details.leaves {
        dates.append(RecordedDate(.bedLeaveFrom, begun: leave.from))
        if leave.to != nil { dates.append(RecordedDate(.bedLeaveTo, begun: leave.from)) }
      }
      dates += details.earlierPlaces.map { RecordedDate(.transferredOn, begun: $0.nights.upperBound) }
    }
    if isDeciding { dates += details.moves.map { RecordedDate(.livesThereFrom, begun: $0) } }
    guard !dates.isEmpty else { return nil }
    return folded(
      "Ret en dato", .correctDate, CorrectionForm.html(path, dates, by: visitor, in: sent.part(.correctDate)))
  }

  private var close: HTML {
    Forms.form(path + "/afslutning", by: visitor, button: "Afslut forløbet")
  }
}
