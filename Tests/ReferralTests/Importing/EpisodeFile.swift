import Fixtures

/// A file of episodes, row by row, each told by what sets it apart from an admission alone.
struct EpisodeFile {
  static let columns = [
    "episode_ref", "cpr", "name", "home_municipality", "region", "ward", "admitted_at", "acute", "discharged_at",
    "ready_on", "ready_withdrawn_on", "leave_from", "leave_to", "referred_on", "decided_on", "decision",
    "decision_reason", "assigned_on", "bed", "moved_in_on", "planned_move_out_on", "clarified_on", "moved_out_on",
    "onward_support",
  ]

  typealias Row = [String: String]

  /// Anna: made-up, with a number that was never issued.
  static let admission: Row = [
    "episode_ref": "E1", "cpr": "1203844776", "name": "Anna Holm", "home_municipality": "0607", "region": "1083",
    "ward": "Middelfart O2", "admitted_at": "2026-01-05T14:00", "acute": "yes", "discharged_at": "2026-01-28T10:00",
  ]

  /// A whole course: referred, accepted, assigned, moved in and out.
  static let course = admission.with([
    "ready_on": "2026-01-20", "referred_on": "2026-01-20", "decided_on": "2026-01-23", "decision": "accepted",
    "assigned_on": "2026-01-26", "bed": "FRE-1", "moved_in_on": "2026-01-28", "planned_move_out_on": "2026-02-25",
    "clarified_on": "2026-02-11", "moved_out_on": "2026-02-25", "onward_support": "s85",
  ])

  static let bent: Row = ["cpr": "0211719991", "name": "Bent Østergaard"]

  static func text(_ rows: [Row]) -> String {
    let lines = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
    return lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// One site with two beds and a closure, and a site that no agreement opens.
  static func prepare(_ test: TestDatabase) async throws {
    try await test.take(
      "sites",
      """
      site,municipality,name,kind,max_stay_days,turnaround_days
      FRE,0607,Fredericia,,91,1
      AAR,0751,Aarhus,,91,0

      """)
    try await test.take(
      "beds",
      """
      site,bed,in_service_from,in_service_to,offers,sexes
      FRE,FRE-1,2026-01-01,2026-10-01,,
      FRE,FRE-2,2026-01-01,,,male
      AAR,AAR-1,2026-01-01,,,

      """)
    try await test.take("closures", "bed,from,to,reason\nFRE-1,2026-03-10,2026-03-15,vandskade\n")
  }
}

extension EpisodeFile.Row {
  /// The same row with other cells; an empty one is left empty.
  func with(_ cells: EpisodeFile.Row) -> EpisodeFile.Row { merging(cells) { $1 } }
}
