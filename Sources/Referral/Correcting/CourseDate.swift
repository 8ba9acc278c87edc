internal import Afklaring

/// A date of a course that can be corrected; in the words of the import format.
public enum CourseDate: String, Sendable, CaseIterable {
  case admittedAt = "admitted_at"
  case dischargedAt = "discharged_at"
  case readyOn = "ready_on"
  case readyWithdrawnOn = "ready_withdrawn_on"
  case leaveFrom = "leave_from"
  case leaveTo = "leave_to"
  case referredOn = "referred_on"
  case decidedOn = "decided_on"
  case assignedOn = "assigned_on"
  case movedInOn = "moved_in_on"
  case plannedMoveOutOn = "planned_move_out_on"
  case clarifiedOn = "clarified_on"
  case movedOutOn = "moved_out_on"
  /// A leave from the bed.
  case bedLeaveFrom = "bed_leave_from"
  case bedLeaveTo = "bed_leave_to"
  /// The first night in another bed.
  case transferredOn = "transferred_on"
  /// The first day in another municipality.
  case livesThereFrom = "lives_there_from"

  /// The ward's own; the others are the municipality's, and the house's as far as the stay goes.
  public static let ofAdmission: [CourseDate] = [
    .admittedAt, .dischargedAt, .readyOn, .readyWithdrawnOn, .leaveFrom, .leaveTo, .referredOn,
  ]
  public static let ofDecision: [CourseDate] = [
    .decidedOn, .assignedOn, .plannedMoveOutOn, .clarifiedOn, .livesThereFrom,
  ]
  public static let ofStay: [CourseDate] = [.movedInOn, .movedOutOn, .bedLeaveFrom, .bedLeaveTo, .transferredOn]

  /// What was recorded by mistake can be taken away, where the rest stands without it.
  public var canBeTakenAway: Bool {
    [.dischargedAt, .readyOn, .readyWithdrawnOn, .leaveTo, .clarifiedOn, .bedLeaveTo].contains(self)
  }

  /// Whether it may lie ahead.
  var isPlanned: Bool { [.plannedMoveOutOn, .bedLeaveFrom, .bedLeaveTo].contains(self) }

  /// What a course may hold several of, by the first of their dates: a wait, a leave, a transfer, a move.
  static let severalTimes: [[CourseDate]] = [
    [.readyOn, .readyWithdrawnOn], [.leaveFrom, .leaveTo], [.bedLeaveFrom, .bedLeaveTo], [.transferredOn],
    [.livesThereFrom],
  ]
}

/// The dates of a course as they stand, or as they would stand.
struct CourseDates: Sendable, Equatable {
  var dates: [CourseDate: DayOrInstant]

  subscript(date: CourseDate) -> DayOrInstant? {
    get { dates[date] }
    set { dates[date] = newValue }
  }

  /// Which has to come before which, on the same day at the latest. Source: the import format.
  private static let order: [(CourseDate, CourseDate)] = [
    (.admittedAt, .dischargedAt), (.admittedAt, .readyOn), (.readyOn, .readyWithdrawnOn), (.readyOn, .dischargedAt),
    (.readyWithdrawnOn, .dischargedAt), (.admittedAt, .leaveFrom), (.leaveFrom, .leaveTo), (.leaveTo, .dischargedAt),
    (.leaveFrom, .dischargedAt), (.admittedAt, .referredOn), (.referredOn, .decidedOn), (.decidedOn, .assignedOn),
    (.assignedOn, .movedInOn), (.movedInOn, .plannedMoveOutOn), (.movedInOn, .clarifiedOn),
    (.clarifiedOn, .movedOutOn), (.movedInOn, .movedOutOn), (.movedInOn, .bedLeaveFrom),
    (.bedLeaveFrom, .bedLeaveTo), (.bedLeaveFrom, .movedOutOn), (.bedLeaveTo, .movedOutOn),
    (.movedInOn, .transferredOn), (.transferredOn, .movedOutOn),
  ]

  /// The first two that a date is out of order with, or nil. A withdrawal is decided after the assignment that it undoes.
  func disorder(of date: CourseDate, isWithdrawn: Bool) -> (earlier: CourseDate, later: CourseDate)? {
    Self.order.first { earlier, later in
      guard date == earlier || date == later else { return false }
      let (earlier, later) =
        isWithdrawn && (earlier, later) == (.decidedOn, .assignedOn) ? (later, earlier) : (earlier, later)
      guard let one = self[earlier], let other = self[later] else { return false }
      return Self.isBefore(other, one)
    }
  }

  /// Days compare as days where one of the two has no clock time.
  private static func isBefore(_ one: DayOrInstant, _ other: DayOrInstant) -> Bool {
    one.isDayOnly || other.isDayOnly ? one.day < other.day : one.instant < other.instant
  }
}
