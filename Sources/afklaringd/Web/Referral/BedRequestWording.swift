import Afklaring
import Capacity
import Referral

// A wish for a bed, read from fields, and its refusals in words: offering and assigning alike.

extension BedRequest {
  fileprivate init(_ input: inout Input, for referral: ReferralID) throws(InvalidInput) {
    let bed: BedID? = input.identifier(.bed)
    let firstNight = input.day(.firstNight)
    let plannedMoveOut = input.day(.plannedMoveOut)
    let overriding = input.optionalChoice(.overrideReason, of: OverrideReason.self)
    guard let bed, let firstNight, let plannedMoveOut, input.problems.isEmpty else { throw input.invalid }
    guard
      let request = BedRequest(
        referral: referral, bed: bed, from: firstNight, to: plannedMoveOut, overriding: overriding)
    else {
      input.note(.plannedMoveOut, .notAfterFirstNight)
      throw input.invalid
    }
    self = request
  }
}

extension AssignBed: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    self.init(try BedRequest(&input, for: referral))
  }
}

extension OfferBed: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let request = try BedRequest(&input, for: referral)
    guard let answerBy = input.instant(.answerBy) else { throw input.invalid }
    self.init(request, answerBy: answerBy)
  }
}

extension BedRequest.No: Worded {
  var field: Field? {
    switch self {
    case .beginsInThePast, .beginsTooLate, .bedTaken, .nightsTaken: .firstNight
    case .tooLong, .outOfService, .nightsNotOffered: .plannedMoveOut
    case .answerByInThePast, .answerByTooLate: .answerBy
    case .anotherBedIsProposed: .overrideReason
    case .agreementFull, .referralIs, .sexNotTaken, .needsNotMet, .noAgreement, .ownerMustBeAsked, .ownerHasNotAgreed,
      .personHasNotAccepted, .anotherBedIsOffered, .disclosureWithdrawn:
      nil
    }
  }

  var danish: String {
    switch self {
    case .bedTaken(let taken):
      "Pladsen er \(DanishWords.taken(taken.kind)). Den er ledig igen fra \(DanishDates.day(taken.freeFrom))."
    case .nightsTaken: "Pladsen blev taget af en anden for et øjeblik siden. Vælg en anden plads eller en senere dato."
    case .referralIs(let state):
      "Der kan ikke gives en plads nu: \(DanishWords.standing(state))."
    case .outOfService: "Pladsen er ikke i drift i hele perioden."
    case .sexNotTaken: "Pladsen tager ikke borgere af dette køn."
    case .needsNotMet(let missing):
      "Pladsen mangler: \(missing.map(DanishNames.need).joined(separator: ", ").lowercased())."
    case .noAgreement: "Der er ingen aftale om at bruge den kommunes pladser i dag."
    case .agreementFull(let full):
      "Aftalen giver \(full.places) \(full.places == 1 ? "plads" : "pladser") ad gangen, og de er i brug \(DanishDates.day(full.on))."
    case .anotherBedIsProposed: "Samlet forslag har en anden plads til borgeren. Vælg, hvorfor det fraviges."
    case .beginsInThePast: "Den første nat kan ikke ligge i fortiden."
    case .beginsTooLate: "Den første nat må højst ligge et år fremme."
    case .answerByTooLate: "Svarfristen skal ligge, før opholdet er slut."
    case .answerByInThePast: "Svarfristen skal ligge i fremtiden."
    case .tooLong(let days): "Opholdet må højst vare \(days) døgn på dette tilbud."
    case .ownerMustBeAsked: "Pladsen ejes af en anden kommune. Send et pladstilbud først, så driftskommunen kan svare."
    case .ownerHasNotAgreed: "Driftskommunen har ikke svaret ja til pladstilbuddet endnu."
    case .personHasNotAccepted: "Borgeren har ikke sagt ja til pladstilbuddet endnu."
    case .anotherBedIsOffered: "Borgeren har et åbent pladstilbud på en anden plads."
    case .nightsNotOffered: "Driftskommunen har sagt ja til andre nætter. Send et nyt pladstilbud."
    case .disclosureWithdrawn:
      "En anden kommune må ikke spørges: grundlaget for at give oplysninger videre er trukket tilbage."
    }
  }

  var english: String {
    switch self {
    case .bedTaken(let taken): "the bed is taken (\(taken.kind.rawValue)); it is free from \(taken.freeFrom)"
    case .nightsTaken: "the bed was taken by somebody else a moment ago"
    case .referralIs(let state): "no bed can be given now: the referral is \(state.rawValue)"
    case .outOfService: "the bed is not in service on all of the nights"
    case .sexNotTaken: "the bed does not take persons of this sex"
    case .needsNotMet(let missing): "the bed does not offer \(missing.joined(separator: ", "))"
    case .noAgreement: "there is no agreement to use that municipality's beds today"
    case .agreementFull(let full):
      "the agreement gives \(full.places) places at a time, and they are in use on \(full.on)"
    case .anotherBedIsProposed: "the latest plan proposes another bed: say why it is not followed"
    case .beginsInThePast: "the first night lies in the past"
    case .beginsTooLate: "the first night lies more than a year ahead"
    case .answerByTooLate: "the time to answer by lies after the nights that are asked for"
    case .answerByInThePast: "the time to answer by lies in the past"
    case .tooLong(let days): "a stay at this site lasts \(days) days at most"
    case .ownerMustBeAsked: "the bed belongs to another municipality: offer it first"
    case .ownerHasNotAgreed: "the bed's owner has not agreed to the offer yet"
    case .personHasNotAccepted: "the person has not accepted the offer yet"
    case .anotherBedIsOffered: "another bed is on offer for the person"
    case .nightsNotOffered: "the bed's owner said yes to other nights"
    case .disclosureWithdrawn: "every basis for telling another municipality was withdrawn"
    }
  }
}
