/// Spørgsmål til en rapport: the interval, both days included, the groups in their order, and the moment it is put.
public struct ReportRequest: Sendable, Equatable {
  public let from: CalendarDay
  public let to: CalendarDay
  public let by: [ReportGroup]
  /// What is dated after it has not happened yet.
  public let asOf: Instant
  /// Nil: everything that was recorded before the question.
  public let knownAt: Instant?

  /// - Throws: `ReportRequestError` where the interval runs backwards or the report does not take the groups.
  public init(
    _ report: any Report.Type, from: CalendarDay, to: CalendarDay, by: [ReportGroup] = [], asOf: Instant,
    knownAt: Instant? = nil
  ) throws(ReportRequestError) {
    guard from <= to else { throw .intervalRunsBackwards }
    guard by.allSatisfy(report.groups.contains) else {
      throw .unknownGroup(report: report.name, allowed: report.groups)
    }
    guard Set(by).count == by.count else { throw .repeatedGroup }
    (self.from, self.to, self.by, self.asOf, self.knownAt) = (from, to, by, asOf, knownAt)
  }

  /// Shifted intervals would undo what suppression hides.
  var isOfWholeMonths: Bool { from.day == 1 && to.adding(days: 1).day == 1 }

  /// The options of the command line as they were typed; nil where one was not given.
  public static func parse(
    _ report: any Report.Type, from: String?, to: String?, by: String?, asOf: String?, knownAt: String?, now: Instant
  ) throws(ReportRequestError) -> ReportRequest {
    let asOf = try instant(asOf, .asOf) ?? now
    guard asOf.day.year <= now.day.year + furthestYears else { throw .tooFarAhead(furthestYears) }
    return try ReportRequest(
      report, from: day(from, .from), to: day(to, .to), by: groups(by, of: report), asOf: asOf,
      knownAt: instant(knownAt, .knownAt))
  }

  /// Every wait that has no end counts a day for each day until the question: farther ahead nobody plans.
  private static let furthestYears = 25

  private static func day(_ text: String?, _ option: ReportOption) throws(ReportRequestError) -> CalendarDay {
    guard let day = text.flatMap({ CalendarDay($0) }) else { throw .notADate(option) }
    return day
  }

  private static func instant(_ text: String?, _ option: ReportOption) throws(ReportRequestError) -> Instant? {
    guard let text else { return nil }
    do {
      return try Instant.parse(text)
    } catch {
      throw .notAnInstant(option, error)
    }
  }

  private static func groups(
    _ text: String?, of report: any Report.Type
  ) throws(ReportRequestError) -> [ReportGroup] {
    guard let text else { return [] }
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
    let groups = names.compactMap { ReportGroup(rawValue: String($0)) }
    guard groups.count == names.count else {
      throw .unknownGroup(report: report.name, allowed: report.groups)
    }
    return groups
  }
}

/// The options that carry a day or an instant.
public enum ReportOption: String, Sendable {
  case from, to, by
  case asOf = "as-of"
  case knownAt = "known-at"
}

/// Why a report cannot be given; each description is one line that says what is allowed.
public enum ReportRequestError: Error, Sendable, Equatable, CustomStringConvertible {
  case unknownReport(allowed: [String])
  case unknownGroup(report: String, allowed: [ReportGroup])
  case repeatedGroup
  case notADate(ReportOption)
  case notAnInstant(ReportOption, InstantError)
  case intervalRunsBackwards
  case tooFarAhead(Int)
  case notWholeMonths

  /// In the words of the command line.
  public var description: String { told { "--\($0.rawValue)" } }

  /// In the words of whoever asked.
  ///
  /// - Parameter name: what an option is called there.
  public func told(naming name: (ReportOption) -> String) -> String {
    switch self {
    case .unknownReport(let allowed): "there is no such report; there is \(allowed.joined(separator: ", "))"
    case .unknownGroup(let report, let allowed):
      "\(report) can be grouped \(name(.by)) one or more of \(allowed.map(\.rawValue).joined(separator: ", ")), "
        + "a comma between them"
    case .repeatedGroup: "\(name(.by)) names each group once"
    case .notADate(let option): "\(name(option)) is needed: a date written 2026-11-22, years 1800 to 2999"
    case .notAnInstant(let option, let error): "\(name(option)): \(error.description)"
    case .intervalRunsBackwards: "\(name(.to)) must not lie before \(name(.from))"
    case .notWholeMonths: "where small figures are hidden, \(name(.from)) and \(name(.to)) hold whole months"
    case .tooFarAhead(let years): "\(name(.asOf)) must lie at most \(years) years ahead"
    }
  }
}
