public import Afklaring
public import Postgres

/// Why a date cannot be corrected.
public enum CorrectionRefusal: Refusal {
  /// There is no such date yet: it is recorded, not corrected.
  case isNotThere
  case cannotBeTakenAway
  case isTheSame
  case isInTheFuture
  case outOfOrder(earlier: CourseDate, later: CourseDate)
  case nightsTaken
  case waitsAlready
  case tooLong(maximumDays: Int)
  /// The database holds an order that the dates at hand do not show.
  case doesNotFit

  public var code: String {
    switch self {
    case .isNotThere: "date-is-not-there"
    case .cannotBeTakenAway: "date-cannot-be-taken-away"
    case .isTheSame: "date-is-the-same"
    case .isInTheFuture: "date-in-the-future"
    case .outOfOrder: "dates-out-of-order"
    case .nightsTaken: "bed-taken"
    case .waitsAlready: "person-waits-in-another-admission"
    case .tooLong: "stay-too-long"
    case .doesNotFit: "date-does-not-fit"
    }
  }

  static func refusal(for constraint: String) -> CorrectionRefusal? {
    switch constraint {
    case "bed_hold_no_overlap", "stay_one_at_a_time_per_person": .nightsTaken
    case "ready_period_no_overlap": .waitsAlready
    case "stay_in_order", "bed_hold_in_order", "ready_period_in_order", "hospital_leave_in_order",
      "hospital_leave_one_at_a_time", "admission_in_order", "bed_leave_in_order", "bed_leave_one_at_a_time",
      "residence_one_a_day":
      .doesNotFit
    default: nil
    }
  }
}

/// Corrects a date of an admission (ret en dato), by the ward; what was known before stays readable.
public struct CorrectAdmissionDate: Command {
  public static let permission = Permission.correctDate
  public typealias No = CorrectionRefusal

  public let admission: AdmissionID
  public let correction: Correction

  public init(_ admission: AdmissionID, _ correction: Correction) {
    (self.admission, self.correction) = (admission, correction)
  }

  public static func refusal(for constraint: String) -> No? { CorrectionRefusal.refusal(for: constraint) }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let admission = try LockedAdmission(
      try await transaction.query(LockedAdmission.query(admission)), for: actor)
    guard CourseDate.ofAdmission.contains(correction.date) else { throw AccessRefusal.notFound }
    let course = try await CorrectedCourse.load(admission.id, nil, correction.recorded, in: transaction)
    let earlier = try correction.make(on: course, at: now, in: transaction)
    correction.record(about: admission.id, earlier, by: actor, at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .admission(admission.id), person: admission.person, ["date": correction.date.rawValue]
    ).record(by: actor, in: transaction)
  }
}

/// Corrects a date of a referral or its stay, by the municipality that decides, or by the house where it is the stay's.
public struct CorrectCourseDate: Command {
  public static let permission = Permission.correctDate
  public typealias No = CorrectionRefusal

  public let referral: ReferralID
  public let correction: Correction

  public init(_ referral: ReferralID, _ correction: Correction) {
    (self.referral, self.correction) = (referral, correction)
  }

  public static func refusal(for constraint: String) -> No? { CorrectionRefusal.refusal(for: constraint) }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    let referral = try LockedReferral(try await transaction.query(LockedReferral.query(referral)))
    if CourseDate.ofStay.contains(correction.date) {
      try referral.requireHost(actor)
    } else {
      try referral.requireAuthority(of: actor)
      guard CourseDate.ofDecision.contains(correction.date) else { throw AccessRefusal.notFound }
    }
    let course = try await CorrectedCourse.load(
      referral.admission, referral.id, correction.recorded, in: transaction)
    let earlier = try correction.make(on: course, at: now, in: transaction)
    correction.record(about: referral.id, earlier, by: actor, at: now, in: transaction)
    JournalEntry.change(
      Self.permission, .referral(referral.id), person: referral.person, ["date": correction.date.rawValue]
    ).record(by: actor, in: transaction)
  }
}
