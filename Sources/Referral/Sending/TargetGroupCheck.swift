public import Afklaring

/// Whether a person belongs to the scheme's target group (målgruppe), point by point.
///
/// Source: the scheme's description, domain.md section 3: 18 years or older, a psychiatric disorder, discharged from
/// regional psychiatry, and without social support but in need of it, or in need of more than there is.
public struct TargetGroupCheck: Sendable {
  public enum Point: Sendable {
    case isAdult
    case hasDisorder
    case isInPsychiatry
    case needsSupport
  }

  /// In the points' order; nil where nobody has said.
  public let answers: [(point: Point, isMet: Bool?)]

  /// - Parameter bornOn: nil where the person's number does not tell.
  public init(bornOn: CalendarDay?, on day: CalendarDay, hasDisorder: Bool?, targetGroup: TargetGroup?) {
    answers = [
      (.isAdult, bornOn.map { $0.fullYears(until: day) >= 18 }), (.hasDisorder, hasDisorder),
      // Referrals come from wards, and every ward is regional psychiatry's.
      (.isInPsychiatry, true), (.needsSupport, targetGroup.map { _ in true }),
    ]
  }

  /// The first point that is not met.
  public var failing: Point? { answers.first { $0.isMet == false }?.point }
}
