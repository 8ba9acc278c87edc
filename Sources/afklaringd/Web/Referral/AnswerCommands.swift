import Afklaring
import Referral

// Answers to a referral and to an offer, read from fields, and their refusals in words.

extension AcceptReferral: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    self.init(referral)
  }
}

extension DeclineReferral: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let reason = input.choice(.reason, of: DeclineReason.self)
    let consequence = input.choiceOfForm(.consequence, of: DeclineConsequence.self)
    guard let reason, input.problems.isEmpty else { throw input.invalid }
    self.init(referral, because: reason, consequence: consequence)
  }
}

extension AcceptReferral.No: Worded {
  var danish: String {
    switch self {
    case .isAnsweredAlready(let state): "Henvisningen er allerede besvaret: \(DanishWords.standing(state))."
    }
  }

  var english: String {
    switch self {
    case .isAnsweredAlready(let state): "the referral is answered already: it is \(state.rawValue)"
    }
  }
}

extension AnswerOfferAsOwner: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    guard let isYes = input.truth(.answer) else {
      if input.problems.isEmpty { input.note(.answer, .missing) }
      throw input.invalid
    }
    if isYes {
      self.init(referral, .yes)
    } else {
      guard let reason = input.choice(.reason, of: OwnerRefusal.self) else { throw input.invalid }
      self.init(referral, .no(reason))
    }
  }
}

extension AnswerOfferAsOwner {
  /// An owner that has said no has nothing more to do with the person.
  var leavesSubjectInSight: Bool { answer == .yes }
}

extension AnswerOfferAsOwner.No: Worded {
  var danish: String {
    switch self {
    case .isAnsweredAlready: "Pladstilbuddet er allerede besvaret."
    case .isTooLate: DanishWords.offerIsOver
    }
  }

  var english: String {
    switch self {
    case .isAnsweredAlready: "the offer is answered already"
    case .isTooLate: "the deadline of the offer is over"
    }
  }
}

extension AnswerOfferForPerson: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    guard let accepts = input.truth(.answer) else {
      if input.problems.isEmpty { input.note(.answer, .missing) }
      throw input.invalid
    }
    self.init(referral, accepts: accepts)
  }
}

extension AnswerOfferForPerson.No: Worded {
  var danish: String {
    switch self {
    case .ownerHasNotAgreed: "Driftskommunen har ikke svaret ja endnu."
    case .isAnsweredAlready: "Borgerens svar er allerede registreret."
    case .isTooLate: DanishWords.offerIsOver
    }
  }

  var english: String {
    switch self {
    case .ownerHasNotAgreed: "the bed's owner has not agreed yet"
    case .isAnsweredAlready: "the person's answer is recorded already"
    case .isTooLate: "the deadline of the offer is over"
    }
  }
}

extension DanishWords {
  fileprivate static let offerIsOver = "Svarfristen er overskredet. Kommunen kan tilbyde pladsen igen."
}
