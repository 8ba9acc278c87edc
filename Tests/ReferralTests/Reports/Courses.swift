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
}

extension Courses {
  var episodesFile: String {
    let header =
      "episode_ref,cpr,name,home_municipality,region,ward,admitted_at,discharged_at,ready_on,"
      + "ready_withdrawn_on,leave_from,leave_to\n"
    return header
      + episodes.map { episode in
        let cells = [
          episode.reference, episode.person, "Navn", episode.home, "1083", episode.ward, written(episode.admitted),
          written(episode.discharged), written(episode.readyOn), written(episode.withdrawnOn),
          written(episode.leaveFrom), written(episode.leaveTo),
        ]
        return cells.joined(separator: ",") + "\n"
      }.joined()
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
