import Afklaring
import Referral

// Ready dates as they come and go, read from fields, and their refusals in words.

extension WithdrawReadyDate: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    let withdrawnOn = input.day(.withdrawnOn)
    let reason = input.choice(.reason, of: ReadyWithdrawalReason.self)
    guard let withdrawnOn, let reason else { throw input.invalid }
    self.init(admission, on: withdrawnOn, because: reason)
  }
}

extension WithdrawReadyDate.No: Worded {
  var field: Field? { self == .isNotReady ? nil : .withdrawnOn }

  var danish: String {
    switch self {
    case .isNotReady: "Patienten er ikke meldt færdigbehandlet."
    case .isInTheFuture: "Tilbagekaldelsen kan ikke ligge i fremtiden."
    case .isBeforeReadyDate(let day): "Patienten blev først meldt færdigbehandlet \(DanishDates.day(day))."
    }
  }

  var english: String {
    switch self {
    case .isNotReady: "the patient is not declared ready"
    case .isInTheFuture: "a withdrawal cannot lie in the future"
    case .isBeforeReadyDate(let day): "the patient was declared ready on \(day)"
    }
  }
}

extension ExpectReadyDate: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    let expectedOn = input.day(.expectedOn)
    let reason = input.optionalChoice(.reason, of: ExpectedReadyReason.self)
    guard let expectedOn, input.problems.isEmpty else { throw input.invalid }
    self.init(admission, on: expectedOn, because: reason)
  }
}

extension ExpectReadyDate.No: Worded {
  var field: Field? {
    switch self {
    case .isInThePast: .expectedOn
    case .reasonIsDue: .reason
    case .isDischarged, .isReadyAlready: nil
    }
  }

  var danish: String {
    switch self {
    case .isDischarged: "Patienten er udskrevet."
    case .isReadyAlready: "Patienten er allerede meldt færdigbehandlet."
    case .isInThePast: "Den forventede dato kan ikke ligge i fortiden."
    case .reasonIsDue: "Vælg en begrundelse for, at datoen flyttes."
    }
  }

  var english: String {
    switch self {
    case .isDischarged: "the patient is discharged"
    case .isReadyAlready: "the patient is declared ready already"
    case .isInThePast: "an expected date cannot lie in the past"
    case .reasonIsDue: "a date that is moved needs a reason"
    }
  }
}

// Moving to another municipality.

extension RecordPatientMove: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    let municipality = input.municipality(.municipality, in: services.places)
    let from = input.day(.movedOn)
    guard let municipality, let from else { throw input.invalid }
    self.init(admission, to: municipality, from: from)
  }
}

extension RecordCitizenMove: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    let municipality = input.municipality(.municipality, in: services.places)
    let from = input.day(.movedOn)
    guard let municipality, let from else { throw input.invalid }
    self.init(referral, to: municipality, from: from)
  }

  /// The case may have gone along to the other municipality.
  var leavesSubjectInSight: Bool { false }
}

extension MoveRefusal: Worded {
  var field: Field? {
    switch self {
    case .isInTheFuture, .isBeforeAdmission: .movedOn
    case .livesThereAlready, .noSuchMunicipality: .municipality
    }
  }

  var danish: String {
    switch self {
    case .isInTheFuture: "Flytningen kan ikke ligge i fremtiden."
    case .isBeforeAdmission: "Flytningen ligger før indlæggelsen."
    case .livesThereAlready: "Borgeren bor allerede i den kommune."
    case .noSuchMunicipality: "Der findes ingen kommune med den kode."
    }
  }

  var english: String {
    switch self {
    case .isInTheFuture: "a move cannot lie in the future"
    case .isBeforeAdmission: "the move lies before the admission"
    case .livesThereAlready: "the person lives in that municipality already"
    case .noSuchMunicipality: "there is no municipality with that code"
    }
  }
}
