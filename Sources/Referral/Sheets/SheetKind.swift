public import Afklaring

/// A sheet of a case (ark): which questions it asks, and who answers them. Source: domain.md section 3.
public enum SheetKind: String, Sendable, CaseIterable {
  /// Overlevering, before somebody moves in.
  case handOver = "hand_over"
  /// Udskrivningsaftale or koordinationsplan (psykiatriloven § 13 a, § 13 b).
  case dischargeAgreement = "discharge_agreement"
  /// Alkohol eller stoffer.
  case substanceUse = "substance_use"
  /// Grundlag for at videregive oplysninger.
  case disclosure
  /// Afgørelse.
  case decision
  /// Afklaringsplan.
  case plan
  /// Funktionsevne og støttebehov (VUM 2.0).
  case functioning
  /// Ugestatus.
  case weeklyStatus = "weekly_status"
  /// Opfølgning after three months.
  case followUp = "follow_up"

  public var permission: Permission {
    switch self {
    case .handOver, .dischargeAgreement: .handOver
    case .substanceUse, .disclosure: .noteCircumstances
    case .decision: .answerReferral
    case .plan, .functioning, .weeklyStatus, .followUp: .workOnClarification
    }
  }

  /// Whether each sheet is a record of its own, and not the newest state of one thing.
  public var isRecord: Bool { self == .disclosure || self == .weeklyStatus }

  /// In the order in which they are asked.
  public var questions: [SheetQuestion] {
    switch self {
    case .handOver:
      [
        .written("medicine"), .written("next_dose"), .one("suicide_risk", Self.riskLevels),
        .one("violence_risk", Self.riskLevels),
        .written("crisis_plan"), .one("sentence", ["none", "treatment_sentence", "guardianship", "other"]),
        .one("children", ["none", "under_18", "unknown"]), .written("interpreter"), .written("doctor"),
        .written("community_team"), .written("relative"),
      ]
    case .dischargeAgreement:
      [
        .one("agreement", ["discharge_agreement", "coordination_plan", "not_needed"]), .day("made_on"),
        .written("participants"), .written("agreed"),
      ]
    case .substanceUse:
      [
        .one("use", ["not_stated", "none", "alcohol", "drugs", "both"]),
        .one("main_substance", ["not_relevant", "alcohol", "cannabis", "stimulants", "opioids", "medicine", "other"]),
        .one("treatment", ["not_stated", "municipal", "regional", "none", "refused"]),
        .one("responsible", ["not_stated", "municipality", "region", "nobody"]),
      ]
    case .disclosure:
      [
        .one(
          "basis",
          [
            "consent", "consent_relatives", "sundhedsloven_41", "sundhedsloven_43_2", "psykiatriloven_13c",
            "forvaltningsloven_28", "retssikkerhedsloven_11a", "retssikkerhedsloven_11c",
          ]),
        .day("given_on"), .written("scope"), .written("given_by"),
      ]
    case .decision:
      [
        .one("legal_basis", ["s107", "s110", "abl105", "other"]), .one("hearing", ["held", "not_needed", "waived"]),
        .written("reason"), .written("own_payment"),
      ]
    case .plan: [.written("question"), .written("goals"), .day("clarified_by")]
    case .functioning: [.one("functioning", Self.functioningLevels), .one("support", Self.supportLevels)]
    case .weeklyStatus:
      [
        .written("status"), .written("goals", isRequired: false),
        .one("functioning", Self.functioningLevels, isRequired: false),
        .one("support", Self.supportLevels, isRequired: false),
      ]
    case .followUp:
      [
        .one("onward_support", ["in_place", "partly", "not_in_place"]),
        .one("housing", ["own", "supported", "homeless", "unknown"]), .written("how_it_goes"),
      ]
    }
  }

  private static let riskLevels = ["none", "low", "moderate", "high", "not_assessed"]
  /// Source: VUM 2.0, domain.md section 5.4.
  private static let functioningLevels = ["none", "mild", "moderate", "severe", "complete", "not_assessed"]
  private static let supportLevels = ["none", "mild", "moderate", "high", "complete", "not_assessed"]
}

/// One question of a sheet.
public struct SheetQuestion: Sendable, Equatable {
  public enum Answer: Sendable, Equatable {
    /// Sealed.
    case written
    case one(of: [String])
    case day
  }

  /// As in the API and in the database.
  public let code: String
  public let answer: Answer
  /// A gap where it is not answered.
  public let isRequired: Bool

  static func written(_ code: String, isRequired: Bool = true) -> SheetQuestion {
    SheetQuestion(code: code, answer: .written, isRequired: isRequired)
  }

  static func one(_ code: String, _ codes: [String], isRequired: Bool = true) -> SheetQuestion {
    SheetQuestion(code: code, answer: .one(of: codes), isRequired: isRequired)
  }

  static func day(_ code: String, isRequired: Bool = true) -> SheetQuestion {
    SheetQuestion(code: code, answer: .day, isRequired: isRequired)
  }
}
