public import Afklaring

/// Vagt: the part of the day in which a contact to a crisis line began.
public enum Shift: String, Sendable, CaseIterable {
  case day, evening, night
}

/// When a service's shifts begin, in whole hours of the Danish clock. Source: domain.md section 8 (day from 7, evening
/// from 15, night from 23; each service may have its own).
public struct ShiftPlan: Sendable, Equatable {
  public let dayFrom: Int
  public let eveningFrom: Int
  public let nightFrom: Int

  public static let usual = ShiftPlan(uncheckedDay: 7, evening: 15, night: 23)

  /// Nil unless the hours come in this order within one day.
  public init?(dayFrom: Int, eveningFrom: Int, nightFrom: Int) {
    guard 0 <= dayFrom, dayFrom < eveningFrom, eveningFrom < nightFrom, nightFrom <= 24 else { return nil }
    self.init(uncheckedDay: dayFrom, evening: eveningFrom, night: nightFrom)
  }

  private init(uncheckedDay day: Int, evening: Int, night: Int) {
    (dayFrom, eveningFrom, nightFrom) = (day, evening, night)
  }

  public func shift(at start: Instant) -> Shift {
    switch start.hour {
    case dayFrom..<eveningFrom: .day
    case eveningFrom..<nightFrom: .evening
    default: .night
    }
  }
}
