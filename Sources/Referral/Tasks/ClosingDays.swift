public import Afklaring
public import Postgres

/// A day on which a municipality is closed beside the holidays (lokal lukkedag): none of its deadlines counts it.
public struct ClosingDay: Sendable, Equatable {
  public let day: CalendarDay
  public let name: String

  /// Those of a municipality, from a day on, in their order.
  public static func all(
    of municipality: MunicipalityCode, from day: CalendarDay, in transaction: Transaction
  ) async throws -> [ClosingDay] {
    try await transaction.query(
      "select day, name from closing_day where municipality_code = \(municipality) and day >= \(day) order by day"
    ).map { row in
      let (day, name) = try row.decode(CalendarDay.self, String.self)
      return ClosingDay(day: day, name: name)
    }
  }

  /// Of every municipality: they are few, and a list of tasks has several municipalities in it.
  static let allQuery: SQL = "select municipality_code, day from closing_day"

  static func byMunicipality(_ rows: Rows) throws -> [MunicipalityCode: Set<CalendarDay>] {
    var days: [MunicipalityCode: Set<CalendarDay>] = [:]
    for row in rows {
      let (code, day) = try row.decode(MunicipalityCode.self, CalendarDay.self)
      days[code, default: []].insert(day)
    }
    return days
  }
}

/// Closes the municipality on a day, or opens it again.
public struct SetClosingDay: Command {
  public static let permission = Permission.setDeadlines

  public let day: CalendarDay
  /// Why it is closed; nil opens it again.
  public let name: String?

  public init(_ day: CalendarDay, name: String?) {
    (self.day, self.name) = (day, name)
  }

  public enum No: String, Refusal {
    case isNoWorkingDay = "day-is-no-working-day"
    case isPast = "day-is-past"
    case nameTooLong = "name-too-long"

    public var code: String { rawValue }
  }

  public func perform(by actor: Actor, at now: Instant, in transaction: Transaction) async throws {
    guard case .administrator(let municipality) = actor.standing else {
      throw AccessRefusal.notPermitted(Self.permission)
    }
    // What was due by a day in the past stays as it was counted.
    guard day >= now.day else { throw No.isPast }
    guard WorkingDays.isWorkingDay(day) else { throw No.isNoWorkingDay }
    if let name {
      guard (1...60).contains(PlainText.length(name)) else { throw No.nameTooLong }
      transaction.later(
        """
        insert into closing_day (municipality_code, day, name) values (\(municipality), \(day), \(name))
        on conflict on constraint closing_day_key do update set name = excluded.name
        """)
    } else {
      transaction.later("delete from closing_day where municipality_code = \(municipality) and day = \(day)")
    }
    JournalEntry.change(
      Self.permission, .none, person: nil, ["day": "\(day)", "answer": name == nil ? "open" : "closed"]
    ).record(by: actor, in: transaction)
  }
}
