import Afklaring
import Referral

// Moving in and out, read from fields, and their refusals in words.

extension MoveIn: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let movedInOn = input.day(.movedInOn)
    let plannedMoveOut = input.day(.plannedMoveOut)
    guard let movedInOn, let plannedMoveOut else { throw input.invalid }
    self.init(referral, on: movedInOn, plannedMoveOutOn: plannedMoveOut)
  }
}

extension MoveIn.No: Worded {
  var field: Field? {
    switch self {
    case .isInTheFuture, .isBeforeAssignment, .bedStillTaken: .movedInOn
    case .endsBeforeItBegins, .tooLong, .outOfService, .isBeyondGranted: .plannedMoveOut
    case .referralIs, .staysElsewhere: nil
    }
  }

  var danish: String {
    switch self {
    case .referralIs(let state): "Der kan ikke flyttes ind: \(DanishWords.standing(state))."
    case .isInTheFuture: "Indflytningen kan ikke ligge i fremtiden."
    case .isBeforeAssignment(let day): "Indflytningen kan ikke ligge før bevillingen \(DanishDates.day(day))."
    case .endsBeforeItBegins: "Den planlagte udflytning skal ligge efter indflytningen."
    case .tooLong(let days): "Opholdet må højst vare \(days) døgn på dette tilbud."
    case .outOfService: "Pladsen er ikke i drift i hele opholdet."
    case .isBeyondGranted(let day):
      "Kommunen har bevilget pladsen til \(DanishDates.day(day)). Kun kommunen kan forlænge."
    case .bedStillTaken: "Pladsen er optaget på en af nætterne. Vælg en senere dato."
    case .staysElsewhere: "Borgeren har allerede et ophold på en anden plads."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "no bed is assigned: the referral is \(state.rawValue)"
    case .isInTheFuture: "a move-in cannot lie in the future"
    case .isBeforeAssignment(let day): "the bed was assigned on \(day): nobody moves in before"
    case .endsBeforeItBegins: "the planned move-out must lie after the move-in"
    case .tooLong(let days): "a stay at this site lasts \(days) days at most"
    case .outOfService: "the bed is not in service for the whole stay"
    case .isBeyondGranted(let day): "the municipality gave the bed until \(day); it alone can extend the stay"
    case .bedStillTaken: "the bed is taken on one of the nights"
    case .staysElsewhere: "the person stays in another bed"
    }
  }
}

extension MoveOut: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let movedOutOn = input.day(.movedOutOn)
    let onwardSupport = input.choice(.onwardSupport, of: OnwardSupport.self)
    let furtherSupport = input.choices(.furtherSupport, of: OnwardSupport.self)
    let ending = input.choiceOfForm(.ending, of: StayEnding.self)
    guard let movedOutOn, let onwardSupport, input.problems.isEmpty else { throw input.invalid }
    self.init(
      referral, on: movedOutOn, to: onwardSupport, and: furtherSupport.filter { $0 != onwardSupport }, ending: ending)
  }
}

extension MoveOut.No: Worded {
  var field: Field? {
    switch self {
    case .isInTheFuture, .isBeforeMoveIn, .isBeforeTransfer, .nightsTaken: .movedOutOn
    case .referralIs: nil
    }
  }

  var danish: String {
    switch self {
    case .referralIs(let state): "Der bor ingen på pladsen: \(DanishWords.standing(state))."
    case .isInTheFuture: "Udflytningen kan ikke ligge i fremtiden."
    case .isBeforeMoveIn: "Udflytningen ligger før indflytningen eller før datoen for afklaringen."
    case .isBeforeTransfer: "Udflytningen ligger før flytningen til den nuværende plads."
    case .nightsTaken: "Pladsen er optaget af en anden på en af nætterne."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "nobody stays: the referral is \(state.rawValue)"
    case .isInTheFuture: "a move-out cannot lie in the future"
    case .isBeforeMoveIn: "the move-out lies before the move-in or the clarification"
    case .isBeforeTransfer: "the move-out lies before the transfer to the present bed"
    case .nightsTaken: "the bed is taken by somebody else on one of the nights"
    }
  }
}
