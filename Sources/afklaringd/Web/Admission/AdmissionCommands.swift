import Afklaring
import Capacity
import Referral

// What a ward does, read from fields, and its refusals in words.

extension AdmitPatient: Readable {
  typealias Subject = WardID

  init(_ input: inout Input, of ward: WardID, by actor: Actor, _ services: Services) throws {
    let number = input.personNumber(.personNumber)
    let name = input.text(.name, limit: 120)
    let municipality = input.municipality(.homeMunicipality, in: services.places)
    let admittedAt = input.instant(.admittedAt)
    let isAcute = input.truthOfForm(.acute)
    let isProtected = input.truth(.protectedIdentity) ?? false
    guard let number, let name, let municipality, let admittedAt, input.problems.isEmpty else { throw input.invalid }
    self.init(
      try services.database.keys.identity(number, name: name), to: ward, from: municipality, at: admittedAt,
      isAcute: isAcute, isProtected: isProtected)
  }
}

extension AdmitPatient.No: Worded {
  var field: Field? {
    switch self {
    case .isInTheFuture, .isBeforeBirth, .isAdmittedAlready: .admittedAt
    case .noSuchMunicipality: .homeMunicipality
    }
  }

  var danish: String {
    switch self {
    case .isInTheFuture: "Indlæggelsen kan ikke ligge i fremtiden."
    case .isBeforeBirth: "Indlæggelsen ligger før personens fødsel."
    case .isAdmittedAlready: "Personen er allerede indlagt på afdelingen på det tidspunkt."
    case .noSuchMunicipality: "Der findes ingen kommune med den kode."
    }
  }

  var english: String {
    switch self {
    case .isInTheFuture: "an admission cannot lie in the future"
    case .isBeforeBirth: "the admission lies before the person's birth"
    case .isAdmittedAlready: "the person is admitted to the ward at that time already"
    case .noSuchMunicipality: "there is no municipality with that code"
    }
  }
}

extension ProtectIdentity: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    guard let isProtected = input.truth(.protectedIdentity) else {
      if input.problems.isEmpty { input.note(.protectedIdentity, .missing) }
      throw input.invalid
    }
    self.init(admission, isProtected: isProtected)
  }
}

extension ProtectIdentity.No: Worded {
  var field: Field? { nil }

  var danish: String {
    switch self {
    case .isSoAlready: "Det er allerede registreret."
    }
  }

  var english: String {
    switch self {
    case .isSoAlready: "that is how it is already"
    }
  }
}

extension SetReadyDate: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    let ready = input.dayOrInstant(.readyOn)
    let declaredBy = input.text(.declaredBy, limit: 120)
    guard let ready, let declaredBy else { throw input.invalid }
    switch ready {
    case .day(let day): self.init(admission, on: day, declaredBy: declaredBy)
    case .instant(let instant): self.init(admission, at: instant, declaredBy: declaredBy)
    }
  }
}

extension SetReadyDate.No: Worded {
  var field: Field? {
    switch self {
    case .isInTheFuture, .isBeforeAdmission: .readyOn
    case .isDischarged, .isReadyAlready, .waitsAlready: nil
    }
  }

  var danish: String {
    switch self {
    case .isInTheFuture: "Færdigbehandlingsdatoen kan ikke ligge i fremtiden."
    case .isBeforeAdmission: "Færdigbehandlingsdatoen ligger før indlæggelsen."
    case .isDischarged: "Patienten er udskrevet."
    case .isReadyAlready: "Patienten er allerede meldt færdigbehandlet."
    case .waitsAlready: "Patienten venter allerede som færdigbehandlet i en anden indlæggelse."
    }
  }

  var english: String {
    switch self {
    case .isInTheFuture: "the ready date cannot lie in the future"
    case .isBeforeAdmission: "the ready date lies before the admission"
    case .isDischarged: "the patient is discharged"
    case .isReadyAlready: "the patient is declared ready already"
    case .waitsAlready: "the person waits in another admission already"
    }
  }
}

extension DischargePatient: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    guard let dischargedAt = input.instant(.dischargedAt) else { throw input.invalid }
    self.init(admission, at: dischargedAt)
  }
}

extension DischargePatient.No: Worded {
  var field: Field? { self == .isDischargedAlready ? nil : .dischargedAt }

  var danish: String {
    switch self {
    case .isInTheFuture: "Udskrivningen kan ikke ligge i fremtiden."
    case .isBeforeAdmission: "Udskrivningen ligger før indlæggelsen."
    case .isBeforeReadyDate: "Udskrivningen ligger før færdigbehandlingsdatoen."
    case .isDischargedAlready: "Patienten er allerede udskrevet."
    case .isBeforeLeave: "Udskrivningen ligger før en orlov, der er i gang."
    }
  }

  var english: String {
    switch self {
    case .isInTheFuture: "a discharge cannot lie in the future"
    case .isBeforeAdmission: "the discharge lies before the admission"
    case .isBeforeReadyDate: "the discharge lies before the ready date"
    case .isDischargedAlready: "the patient is discharged already"
    case .isBeforeLeave: "the discharge lies before a leave that has begun"
    }
  }
}

extension ReferPatient: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    let targetGroup = input.choice(.targetGroup, of: TargetGroup.self)
    let needs = input.codes(.needs)
    let supportBefore = input.choices(.supportBefore, of: OnwardSupport.self)
    let hasDisorder = input.truth(.disorder)
    let draftSavedAt = input.optionalInstant(.draftSavedAt)
    guard let targetGroup, input.problems.isEmpty else { throw input.invalid }
    self.init(
      admission, targetGroup: targetGroup, needs: needs,
      supportBefore: input.isGiven(.supportBefore) ? supportBefore : nil, hasDisorder: hasDisorder,
      draftSavedAt: draftSavedAt)
  }
}

extension SaveReferralDraft: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    guard let section = input.choice(.section, of: ReferralDraft.Section.self) else { throw input.invalid }
    try self.init(&input, section, of: admission)
  }

  init(_ input: inout Input, _ section: ReferralDraft.Section, of admission: AdmissionID) throws {
    let content: ReferralDraft.Content =
      switch section {
      case .targetGroup:
        .targetGroup(
          input.optionalChoice(.targetGroup, of: TargetGroup.self), hasDisorder: input.truth(.disorder))
      case .needs: .needs(input.codes(.needs))
      case .supportBefore: .supportBefore(input.choices(.supportBefore, of: OnwardSupport.self))
      }
    guard input.problems.isEmpty else { throw input.invalid }
    self.init(admission, content)
  }
}

extension SaveReferralDraft.No: Worded {
  var danish: String { "Patienten er udskrevet." }
  var english: String { "the patient is discharged" }
}

extension ReferPatient.No: Worded {
  var field: Field? { self == .needsUnknown ? .needs : nil }

  var danish: String {
    switch self {
    case .isUnder18: "Personen er under 18 år og hører ikke til målgruppen."
    case .hasNoDisorder: "Personen har ikke en psykisk lidelse og hører ikke til målgruppen."
    case .needsUnknown: "Et af de særlige behov findes ikke på listen."
    case .isDraftChanged: "En kollega har ændret henvisningen i mellemtiden. Se den igennem, og send igen."
    case .isReferredAlready: "Der er allerede en åben henvisning for personen."
    case .isDischarged: "Patienten er udskrevet."
    }
  }

  var english: String {
    switch self {
    case .isUnder18: "the person is under 18 and outside the target group"
    case .hasNoDisorder: "the person has no psychiatric disorder and is outside the target group"
    case .needsUnknown:
      "expected needs that some bed offers, or of \(StandardNeed.allCases.map(\.rawValue).joined(separator: ", "))"
    case .isDraftChanged: "the draft was changed meanwhile"
    case .isReferredAlready: "the person has an open referral already"
    case .isDischarged: "the patient is discharged"
    }
  }
}
