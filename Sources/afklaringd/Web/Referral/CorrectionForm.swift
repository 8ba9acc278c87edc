import Afklaring
import Referral

/// The form that corrects a date, wherever dates are shown.
enum CorrectionForm {
  static func html(_ path: String, _ dates: [RecordedDate], by visitor: Visitor, in sent: SentForm) -> HTML {
    Forms.form(
      path + "/rettelse", by: visitor, button: "Ret datoen", isSecondary: true,
      Forms.choices(.date, dates.map { ($0.description, DanishWords.date($0)) }, in: sent)
        + Forms.input(
          .value, hint: "Fx 22.11.2026 eller 22.11.2026 14:30. Tom, hvis det slet ikke er sket.", isRequired: false,
          in: sent)
        + Forms.writing(.explanation, in: sent))
  }
}

extension DanishWords {
  static func date(_ date: CourseDate) -> String {
    switch date {
    case .admittedAt: "Indlagt"
    case .dischargedAt: "Udskrevet"
    case .readyOn: "Færdigbehandlet"
    case .readyWithdrawnOn: "Færdigbehandling tilbagekaldt"
    case .leaveFrom: "Orlov fra"
    case .leaveTo: "Orlov til"
    case .referredOn: "Henvist"
    case .decidedOn: "Afgjort"
    case .assignedOn: "Plads bevilget"
    case .movedInOn: "Flyttet ind"
    case .plannedMoveOutOn: "Planlagt udflytning"
    case .clarifiedOn: "Afklaret"
    case .movedOutOn: "Flyttet ud"
    case .bedLeaveFrom: "Fravær fra"
    case .bedLeaveTo: "Fravær til"
    case .transferredOn: "Flyttet til en anden plads"
    case .livesThereFrom: "Flyttet til en anden kommune"
    }
  }

  /// With the day that tells it from others like it.
  static func date(_ recorded: RecordedDate) -> String {
    date(recorded.date) + (recorded.begun.map { " (\(DanishDates.day($0)))" } ?? "")
  }
}

extension Input {
  fileprivate mutating func recordedDate(_ field: Field) -> RecordedDate? {
    guard let text = text(field) else { return nil }
    if let recorded = RecordedDate(text) { return recorded }
    note(field, .notOneOf(CourseDate.allCases.map(\.rawValue)))
    return nil
  }
}

extension Correction {
  fileprivate init(_ input: inout Input, _ services: Services) throws {
    let date = input.recordedDate(.date)
    let value = input.optionalDayOrInstant(.value)
    let explanation = input.writing(.explanation)
    guard let date, let explanation, input.problems.isEmpty else { throw input.invalid }
    self.init(date, to: value, because: try services.database.keys.sealedText(explanation))
  }
}

extension CorrectAdmissionDate: Readable {
  init(_ input: inout Input, of admission: AdmissionID, by actor: Actor, _ services: Services) throws {
    self.init(admission, try Correction(&input, services))
  }
}

extension CorrectCourseDate: Readable {
  init(_ input: inout Input, of referral: ReferralID, by actor: Actor, _ services: Services) throws {
    self.init(referral, try Correction(&input, services))
  }
}

extension CorrectionRefusal: Worded {
  var field: Field? {
    switch self {
    case .isNotThere: .date
    default: .value
    }
  }

  var danish: String {
    switch self {
    case .isNotThere: "Datoen er ikke registreret endnu, så der er ikke noget at rette."
    case .cannotBeTakenAway: "Datoen kan rettes, men ikke fjernes."
    case .isTheSame: "Det er den dato, der står i forvejen."
    case .isInTheFuture: "Datoen kan ikke ligge i fremtiden."
    case .outOfOrder(let one, let other):
      "»\(DanishWords.date(other))« ville ligge før »\(DanishWords.date(one))«."
    case .nightsTaken: "Pladsen er optaget af en anden på en af nætterne."
    case .waitsAlready: "Personen venter allerede som færdigbehandlet i en anden indlæggelse."
    case .tooLong(let days): "Opholdet må højst vare \(days) døgn på dette tilbud."
    case .doesNotFit: "Datoen passer ikke til resten af forløbet."
    }
  }

  var english: String {
    switch self {
    case .isNotThere: "there is no such date yet"
    case .cannotBeTakenAway: "the date can be corrected, but not taken away"
    case .isTheSame: "that is the date already"
    case .isInTheFuture: "the date cannot lie in the future"
    case .outOfOrder(let one, let other): "\(other.rawValue) would lie before \(one.rawValue)"
    case .nightsTaken: "the bed is taken by somebody else on one of the nights"
    case .waitsAlready: "the person waits in another admission already"
    case .tooLong(let days): "a stay at this site lasts \(days) days at most"
    case .doesNotFit: "the date does not fit the rest of the course"
    }
  }
}
