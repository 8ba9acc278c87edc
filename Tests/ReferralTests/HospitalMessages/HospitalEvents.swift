import Afklaring
import Referral
import Testing

/// Events for the folding, written as a chart: hours on 1 March 2026, Danish time.
struct HospitalEvents {
  var episodes = ["local|1"]
  var department = "265161000016000"
  /// The hour at which the contact began.
  var start = 8

  func event(
    _ code: HospitalEventCode, _ hour: Int, _ change: HospitalEventChange = .new, id: String? = nil,
    what: String? = nil, status: EncounterStatus = .inProgress, end: Int? = nil, leave: (Int?, Int?)? = nil,
    encounterClass: EncounterClass? = nil
  ) throws -> HospitalEvent {
    HospitalEvent(
      messageID: id ?? "\(code.rawValue)-\(hour)", code: code, change: change,
      encounterClass: encounterClass ?? (code == .emergency ? .emergency : .inpatient), status: status,
      occurredAt: try marchHour(hour), periodStart: try marchHour(start), periodEnd: try end.map(marchHour),
      leave: try leave.map { .init(start: try $0.0.map(marchHour), end: try $0.1.map(marchHour)) },
      isDeceased: code == .died && change != .cancellation, department: .init(sor: department, name: nil),
      episodes: episodes, earlierMessageID: what)
  }
}

/// So many hours after midnight of 1 March 2026 in Denmark.
func marchHour(_ hour: Int) throws -> Instant {
  try Instant.parse("2026-03-01T00:00:00+01:00").adding(hours: hour)
}

/// The folded stays; fails the test if another order, or a repetition, gives others.
func foldedInEveryOrder(
  _ events: [HospitalEvent], at place: SourceLocation = #_sourceLocation
) throws -> [FoldedAdmission] {
  let folded = AdmissionFolding.fold(events)
  for order in arrivalOrders(events) {
    try #require(AdmissionFolding.fold(order) == folded, "order of arrival", sourceLocation: place)
    try #require(AdmissionFolding.fold(order + order.prefix(2)) == folded, "repetition", sourceLocation: place)
  }
  return folded
}

/// All orders of up to six, rotations and the reverse of more.
func arrivalOrders<Element>(_ elements: [Element]) -> [[Element]] {
  guard elements.count <= 6 else {
    let rotations = elements.indices.map { Array(elements[$0...] + elements[..<$0]) }
    return rotations + rotations.map { $0.reversed() }
  }
  guard let first = elements.first else { return [[]] }
  return arrivalOrders(Array(elements.dropFirst())).flatMap { rest in
    (0...rest.count).map { index in
      var order = rest
      order.insert(first, at: index)
      return order
    }
  }
}
