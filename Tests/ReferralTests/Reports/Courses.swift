import Afklaring

/// Persons, their episodes and the rates, as plainly as they can be said: what the reference reckons with, and what is
/// written to files for the import.
struct Courses: Sendable {
  struct Episode: Sendable {
    let reference: String
    let person: String
    let home: String
    let ward: String
    let admitted: DayOrInstant
    var discharged: DayOrInstant?
    var readyOn: CalendarDay?
    var withdrawnOn: CalendarDay?
    var leaveFrom: DayOrInstant?
    var leaveTo: DayOrInstant?
    /// A second wait of the same admission, which a file cannot tell: the program has added it.
    var secondReadyOn: CalendarDay?
    var acute: Bool?
    var referral: Referral?
  }

  /// Up to where it came; the first dates are always there.
  struct Referral: Sendable {
    enum Decision: String, Sendable {
      case accepted, declined, withdrawn
    }

    let referredOn: CalendarDay
    var decision: Decision?
    var decidedOn: CalendarDay?
    var assignedOn: CalendarDay?
    var bed: String?
    var movedInOn: CalendarDay?
    var plannedMoveOutOn: CalendarDay?
    var clarifiedOn: CalendarDay?
    var movedOutOn: CalendarDay?
    var onwardSupport: String?
  }

  struct Site: Sendable {
    let code: String
    let municipality: String
    let turnaroundDays: Int
  }

  struct Bed: Sendable {
    let code: String
    let site: String
    let inServiceFrom: CalendarDay
    var inServiceTo: CalendarDay?
  }

  struct Closure: Sendable {
    let bed: String
    let days: Range<CalendarDay>
  }

  struct Residence: Sendable {
    let person: String
    let municipality: String
    let from: CalendarDay
  }

  struct Rate: Sendable {
    let payee: String
    let days: ClosedRange<Int>
    let validity: ClosedRange<CalendarDay>
    /// Øre.
    let amount: Int
  }

  var episodes: [Episode] = []
  var residences: [Residence] = []
  var rates: [Rate] = []
  var sites: [Site] = []
  var beds: [Bed] = []
  var closures: [Closure] = []
}

extension Courses {
  var episodesFile: String {
    let header =
      "episode_ref,cpr,name,home_municipality,region,ward,admitted_at,discharged_at,ready_on,"
      + "ready_withdrawn_on,leave_from,leave_to,acute,referred_on,decided_on,decision,assigned_on,bed,moved_in_on,"
      + "planned_move_out_on,clarified_on,moved_out_on,onward_support\n"
    return header
      + episodes.map { episode in
        let cells =
          [
            episode.reference, episode.person, "Navn", episode.home, "1083", episode.ward, written(episode.admitted),
            written(episode.discharged), written(episode.readyOn), written(episode.withdrawnOn),
            written(episode.leaveFrom), written(episode.leaveTo), episode.acute.map { $0 ? "yes" : "no" } ?? "",
          ] + cells(of: episode.referral)
        return cells.joined(separator: ",") + "\n"
      }.joined()
  }

  private func cells(of referral: Referral?) -> [String] {
    [
      written(referral?.referredOn), written(referral?.decidedOn), referral?.decision?.rawValue ?? "",
      written(referral?.assignedOn), referral?.bed ?? "", written(referral?.movedInOn),
      written(referral?.plannedMoveOutOn), written(referral?.clarifiedOn), written(referral?.movedOutOn),
      referral?.onwardSupport ?? "",
    ]
  }

  var sitesFile: String {
    "site,municipality,name,turnaround_days\n"
      + sites.map { "\($0.code),\($0.municipality),Huset \($0.code),\($0.turnaroundDays)\n" }.joined()
  }

  var bedsFile: String {
    "site,bed,in_service_from,in_service_to\n"
      + beds.map { "\($0.site),\($0.code),\($0.inServiceFrom),\(written($0.inServiceTo))\n" }.joined()
  }

  var closuresFile: String {
    "bed,from,to,reason\n"
      + closures.map { "\($0.bed),\($0.days.lowerBound),\($0.days.upperBound),maling\n" }.joined()
  }

  var residenceFile: String {
    "cpr,municipality,from\n"
      + residences.map { "\($0.person),\($0.municipality),\($0.from)\n" }.joined()
  }

  var ratesFile: String {
    "sector,payee,from_day,to_day,amount,valid_from,valid_to,source\n"
      + rates.map { rate in
        let to = rate.days.upperBound == .max ? "" : "\(rate.days.upperBound)"
        let end = rate.validity.upperBound == .latest ? "" : "\(rate.validity.upperBound)"
        return "psychiatry,\(rate.payee),\(rate.days.lowerBound),\(to),\(kroner(rate.amount)),"
          + "\(rate.validity.lowerBound),\(end),opdigtet\n"
      }.joined()
  }

  private func written(_ value: DayOrInstant?) -> String {
    switch value {
    case .day(let day): "\(day)"
    case .instant(let instant): "\(instant)"
    case nil: ""
    }
  }

  private func written(_ day: CalendarDay?) -> String { day.map { "\($0)" } ?? "" }
}

/// `2150.00` of 215000 øre.
func kroner(_ amount: Int) -> String {
  "\(amount / 100)." + (amount % 100 < 10 ? "0" : "") + "\(amount % 100)"
}
