import Afklaring
import Referral

// Questions, the queue and giving up, read from fields, and their refusals in words.

extension AskForInformation: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    guard let question = input.writing(.question) else { throw input.invalid }
    self.init(referral, try services.database.keys.sealedText(question))
  }
}

extension GiveInformation: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    guard let answer = input.writing(.information) else { throw input.invalid }
    self.init(referral, try services.database.keys.sealedText(answer))
  }
}

extension GiveInformation.No: Worded {
  var danish: String {
    switch self {
    case .nothingIsAsked: "Kommunen har ikke bedt om oplysninger."
    }
  }

  var english: String {
    switch self {
    case .nothingIsAsked: "the municipality has asked for nothing"
    }
  }
}

extension MoveInQueue: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let place = input.number(.place)
    let reason = input.choice(.reason, of: QueueReason.self)
    guard let place, let reason else { throw input.invalid }
    self.init(referral, to: place, because: reason)
  }
}

extension MoveInQueue.No: Worded {
  var field: Field? {
    switch self {
    case .isNotQueued: nil
    case .noSuchPlace, .hasThatPlace: .place
    }
  }

  var danish: String {
    switch self {
    case .isNotQueued(let state): "Borgeren står ikke i køen: \(DanishWords.standing(state))."
    case .noSuchPlace(let last): "Vælg et nummer fra 1 til \(last)."
    case .hasThatPlace: "Borgeren har allerede den plads i køen."
    }
  }

  var english: String {
    switch self {
    case .isNotQueued(let state): "the referral is not queued: it is \(state.rawValue)"
    case .noSuchPlace(let last): "expected a place from 1 to \(last)"
    case .hasThatPlace: "the referral has that place already"
    }
  }
}

extension WithdrawReferral: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let reason = input.choice(.reason, of: WithdrawalReason.self)
    let wentTo = input.optionalChoice(.wentTo, of: OnwardSupport.self)
    let releasing: BedID? = input.optionalIdentifier(.bed)
    guard let reason, input.problems.isEmpty else { throw input.invalid }
    self.init(referral, because: reason, to: wentTo, releasing: releasing)
  }
}

extension WithdrawReferral.No: Worded {
  var danish: String {
    switch self {
    case .referralIs(let state): "Henvisningen kan ikke trækkes tilbage: \(DanishWords.standing(state))."
    case .releasesSomethingElse: "Sagen er ændret imens: se, hvad tilbagetrækningen nu frigiver, og bekræft igen."
    }
  }

  var english: String {
    switch self {
    case .referralIs(let state): "the referral cannot be withdrawn: it is \(state.rawValue)"
    case .releasesSomethingElse: "name in bed the bed that is held now, and none where none is"
    }
  }
}
