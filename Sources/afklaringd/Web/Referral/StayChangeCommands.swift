import Afklaring
import Capacity
import Referral

// What happens during a stay, read from fields, and its refusals in words.

extension ExtendStay: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let plannedMoveOut = input.day(.plannedMoveOut)
    let reason = input.choice(.reason, of: ExtensionReason.self)
    guard let plannedMoveOut, let reason else { throw input.invalid }
    self.init(referral, to: plannedMoveOut, because: reason)
  }
}

extension ExtendStay.No: Worded {
  var field: Field? {
    if case .referralIs = self { nil } else { .plannedMoveOut }
  }

  var danish: String {
    switch self {
    case .referralIs(let state): DanishWords.nobodyStays(state)
    case .isNotLater(let day): "Opholdet er allerede planlagt til \(DanishDates.day(day)). Vælg en senere dag."
    case .tooLong(let day): "Opholdet må højst vare til \(DanishDates.day(day)) på dette tilbud."
    case .outOfService: "Pladsen er ikke i drift i hele perioden."
    case .bedTaken(let taken):
      "Pladsen er \(DanishWords.taken(taken.kind)) i perioden. Den er ledig igen fra \(DanishDates.day(taken.freeFrom))."
    case .nightsTaken: "Pladsen blev taget af en anden for et øjeblik siden."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "nobody stays: the referral is \(state.rawValue)"
    case .isNotLater(let day): "the bed is held until \(day) already"
    case .tooLong(let day): "a stay at this site lasts until \(day) at most"
    case .outOfService: "the bed is not in service on all of the nights"
    case .bedTaken(let taken): "the bed is taken (\(taken.kind.rawValue)); it is free from \(taken.freeFrom)"
    case .nightsTaken: "the bed was taken by somebody else a moment ago"
    }
  }
}

extension TransferStay: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let bed: BedID? = input.identifier(.newBed)
    let movedOn = input.day(.movedOn)
    guard let bed, let movedOn else { throw input.invalid }
    self.init(referral, to: bed, on: movedOn)
  }
}

extension TransferStay.No: Worded {
  var field: Field? {
    switch self {
    case .referralIs: nil
    case .isInTheFuture, .isTooEarly: .movedOn
    case .isThatBed, .isNotOfTheHouse, .sexNotTaken, .needsNotMet, .outOfService, .bedTaken, .nightsTaken: .newBed
    }
  }

  var danish: String {
    switch self {
    case .referralIs(let state): DanishWords.nobodyStays(state)
    case .isInTheFuture: "Flytningen kan ikke ligge i fremtiden."
    case .isTooEarly(let day):
      "Borgeren har haft den nuværende plads siden \(DanishDates.day(day)). Vælg en senere dag."
    case .isThatBed: "Borgeren har allerede den plads."
    case .isNotOfTheHouse:
      "Pladsen hører til et andet sted. Handlekommunen kan flytte borgeren mellem sine egne tilbud."
    case .sexNotTaken: "Pladsen tager ikke borgere af dette køn."
    case .needsNotMet(let missing):
      "Pladsen mangler: \(missing.map(DanishNames.need).joined(separator: ", ").lowercased())."
    case .outOfService: "Pladsen er ikke i drift i hele perioden."
    case .bedTaken(let taken):
      "Pladsen er \(DanishWords.taken(taken.kind)). Den er ledig igen fra \(DanishDates.day(taken.freeFrom))."
    case .nightsTaken: "Pladsen blev taget af en anden for et øjeblik siden."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "nobody stays: the referral is \(state.rawValue)"
    case .isInTheFuture: "a transfer cannot lie in the future"
    case .isTooEarly(let day): "the person has the present bed since \(day): expected a later day"
    case .isThatBed: "the person stays in that bed already"
    case .isNotOfTheHouse: "the bed belongs to another house: the deciding municipality moves between its own"
    case .sexNotTaken: "the bed does not take persons of this sex"
    case .needsNotMet(let missing): "the bed does not offer \(missing.joined(separator: ", "))"
    case .outOfService: "the bed is not in service on all of the nights"
    case .bedTaken(let taken): "the bed is taken (\(taken.kind.rawValue)); it is free from \(taken.freeFrom)"
    case .nightsTaken: "the bed was taken by somebody else a moment ago"
    }
  }
}

extension TakeLeave: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let from = input.day(.leaveFrom)
    let to = input.optionalDay(.leaveTo)
    let reason = input.choice(.reason, of: LeaveReason.self)
    guard let from, let reason, input.problems.isEmpty else { throw input.invalid }
    self.init(referral, from: from, to: to, because: reason)
  }
}

extension TakeLeave.No: Worded {
  var field: Field? {
    switch self {
    case .referralIs: nil
    case .isBeforeMoveIn, .isAwayAlready: .leaveFrom
    case .isAfterStay, .endsBeforeItBegins: .leaveTo
    }
  }

  var danish: String {
    switch self {
    case .referralIs(let state): DanishWords.nobodyStays(state)
    case .isBeforeMoveIn(let day): "Borgeren flyttede først ind \(DanishDates.day(day))."
    case .isAfterStay(let day): "Fraværet skal ligge inden for opholdet, senest \(DanishDates.day(day))."
    case .endsBeforeItBegins: "Borgeren kan ikke være tilbage før den første nat væk."
    case .isAwayAlready: "Der er allerede registreret fravær på en af nætterne."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "nobody stays: the referral is \(state.rawValue)"
    case .isBeforeMoveIn(let day): "the person moved in on \(day)"
    case .isAfterStay(let day): "a leave lies within the stay, until \(day) at the latest"
    case .endsBeforeItBegins: "a leave ends after the night it begins"
    case .isAwayAlready: "a leave is recorded on one of the nights already"
    }
  }
}

extension EndLeave: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    guard let backOn = input.day(.returnedOn) else { throw input.invalid }
    self.init(referral, on: backOn)
  }
}

extension EndLeave.No: Worded {
  var field: Field? { self == .nobodyIsAway ? nil : .returnedOn }

  var danish: String {
    switch self {
    case .nobodyIsAway: "Der er ikke registreret et fravær, der er i gang."
    case .isInTheFuture: "Dagen kan ikke ligge i fremtiden."
    case .isBeforeLeave(let day): "Fraværet begyndte først \(DanishDates.day(day))."
    }
  }

  var english: String {
    switch self {
    case .nobodyIsAway: "no leave is running"
    case .isInTheFuture: "a return cannot lie in the future"
    case .isBeforeLeave(let day): "the leave began on \(day)"
    }
  }
}

extension ClarifyStay: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let clarifiedOn = input.day(.clarifiedOn)
    let onwardSupport = input.choice(.onwardSupport, of: OnwardSupport.self)
    guard let clarifiedOn, let onwardSupport else { throw input.invalid }
    self.init(referral, on: clarifiedOn, to: onwardSupport)
  }
}

extension ClarifyStay.No: Worded {
  var field: Field? {
    if case .referralIs = self { nil } else { .clarifiedOn }
  }

  var danish: String {
    switch self {
    case .referralIs(let state): DanishWords.nobodyStays(state)
    case .isInTheFuture: "Afklaringen kan ikke ligge i fremtiden."
    case .isBeforeMoveIn(let day): "Borgeren flyttede først ind \(DanishDates.day(day))."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "nobody stays: the referral is \(state.rawValue)"
    case .isInTheFuture: "a clarification cannot lie in the future"
    case .isBeforeMoveIn(let day): "the person moved in on \(day)"
    }
  }
}

extension CloseReferral: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    self.init(referral)
  }
}

extension CloseReferral.No: Worded {
  var danish: String {
    switch self {
    case .referralIs(let state): "Forløbet kan ikke afsluttes: \(DanishWords.standing(state))."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "nobody has moved out: the referral is \(state.rawValue)"
    }
  }
}

extension DanishWords {
  fileprivate static func nobodyStays(_ state: ReferralState) -> String {
    "Der bor ingen på pladsen: \(standing(state))."
  }
}
