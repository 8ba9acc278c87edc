import Afklaring
import Capacity
import Glibc
import Postgres

/// A made-up decade of the whole country: 500,000 admissions, 60,000 of them with a referral and a stay, in beds of all
/// municipalities. Written as the files that people keep, row by row, and taken in by the import, so that it is checked
/// by the same rules as theirs.
struct DemoDecade {
  static let admissions = 500_000
  static let stays = 60_000

  private let end: CalendarDay
  private let places: Places
  private var randomness = SeededRandomness(seed: 2016)
  private var people = 0
  private var episodes = 0

  init(until end: CalendarDay) throws {
    self.end = end
    places = try Places.load()
  }

  private var begin: CalendarDay { end.adding(days: -3652) }

  /// - Parameter folder: where the files are kept until they are taken in.
  mutating func fill(_ database: Database, through folder: String) async throws {
    let importer = Importer(database, kinds: ImportCommand.kinds)
    func take(_ kind: String) async throws {
      do {
        _ = try await importer.run(kind: kind, path: "\(folder)/\(kind).csv", progress: Progress.rows)
      } catch let refusal as ImportRefusal {
        throw CommandFailure.notDone("the made-up \(kind) were refused: \(refusal.lines.first ?? "")")
      }
      Progress.end()
      unlink("\(folder)/\(kind).csv")
    }
    try writeRates(folder)
    let beds = try writeBeds(folder)
    try writeEpisodes(folder, beds)
    for kind in ["rates", "sites", "beds", "agreements", "episodes"] { try await take(kind) }
  }

  // MARK: What stands still

  private func writeRates(_ folder: String) throws {
    let file = try CSVFileWriter("\(folder)/rates.csv")
    file.write(["sector", "payee", "from_day", "to_day", "amount", "valid_from", "valid_to", "source"])
    // Until the made-up country's own begin.
    let (from, to) = ("\(begin.adding(days: -400))", "2025-12-31")
    file.write(["psychiatry", "region", "1", "", "2100.00", from, to, "opdigtet"])
    file.write(["psychiatry", "state", "1", "2", "0.00", from, to, "opdigtet"])
    file.write(["psychiatry", "state", "3", "", "2354.00", from, to, "opdigtet"])
    try file.close()
  }

  private struct Bed {
    let code: String
    let municipality: Municipality
  }

  /// Fifteen beds in each municipality, and an agreement with its neighbour in the list.
  private func writeBeds(_ folder: String) throws -> [Bed] {
    let sites = try CSVFileWriter("\(folder)/sites.csv")
    let beds = try CSVFileWriter("\(folder)/beds.csv")
    let agreements = try CSVFileWriter("\(folder)/agreements.csv")
    sites.write(["site", "municipality", "name", "kind", "max_stay_days", "turnaround_days"])
    beds.write(["site", "bed", "in_service_from", "in_service_to", "offers", "sexes"])
    agreements.write(["buyer", "seller", "valid_from", "valid_to", "price_per_day", "max_places"])
    let municipalities = places.municipalities
    var all: [Bed] = []
    for (number, municipality) in municipalities.enumerated() {
      let site = "D\(municipality.code)"
      sites.write([site, municipality.code, "Huset \(municipality.name)", "afklaring", "91", "1"])
      for bed in 1...15 {
        let code = "\(site)-\(bed)"
        beds.write([site, code, "\(begin.adding(days: -400))", "", bed % 5 == 0 ? "wheelchair" : "", ""])
        all.append(Bed(code: code, municipality: municipality))
      }
      let seller = municipalities[(number + 1) % municipalities.count]
      agreements.write([municipality.code, seller.code, "\(begin.adding(days: -400))", "", "2150", ""])
    }
    for file in [sites, beds, agreements] { try file.close() }
    return all
  }

  // MARK: Courses

  private static let header = [
    "episode_ref", "cpr", "name", "home_municipality", "region", "ward", "admitted_at", "acute", "discharged_at",
    "ready_on", "ready_withdrawn_on", "leave_from", "leave_to", "referred_on", "decided_on", "decision",
    "decision_reason", "assigned_on", "bed", "moved_in_on", "planned_move_out_on", "clarified_on", "moved_out_on",
    "onward_support",
  ]

  /// Bed after bed, one stay after the other; then people who were admitted and no more.
  private mutating func writeEpisodes(_ folder: String, _ beds: [Bed]) throws {
    let file = try CSVFileWriter("\(folder)/episodes.csv")
    file.write(Self.header)
    var stays = 0
    let each = (Self.stays + beds.count - 1) / beds.count
    for bed in beds {
      var day = begin.adding(days: Int.random(in: 40...70, using: &randomness))
      for _ in 0..<each where stays < Self.stays {
        let nights = Int.random(in: 28...70, using: &randomness)
        writeCourse(file, bed, from: day, nights: nights)
        stays += 1
        day = day.adding(days: nights + Int.random(in: 3...55, using: &randomness))
      }
    }
    while episodes < Self.admissions {
      let home = beds[Int.random(in: 0..<beds.count, using: &randomness)].municipality
      writeAdmissions(file, person(), home, from: begin, to: end, atMost: Int.random(in: 1...8, using: &randomness))
    }
    try file.close()
  }

  private mutating func writeCourse(_ file: CSVFileWriter, _ bed: Bed, from movedIn: CalendarDay, nights: Int) {
    let person = person()
    let waited = Int.random(in: 1...25, using: &randomness)
    let ready = movedIn.adding(days: -waited)
    let admitted = ready.adding(days: -Int.random(in: 4...14, using: &randomness))
    let referred = ready.adding(days: -Int.random(in: 0...3, using: &randomness))
    let decided = min(referred.adding(days: Int.random(in: 0...5, using: &randomness)), movedIn)
    let assigned = min(decided.adding(days: Int.random(in: 0...10, using: &randomness)), movedIn)
    let movedOut = movedIn.adding(days: nights)
    let isOver = movedOut <= end
    writeAdmissions(file, person, bed.municipality, from: begin, to: admitted.adding(days: -2), atMost: 2)
    row(file, person, bed.municipality, admitted, movedIn) { cells in
      cells["ready_on"] = "\(ready)"
      cells["referred_on"] = "\(referred)"
      (cells["decided_on"], cells["decision"]) = ("\(decided)", "accepted")
      (cells["assigned_on"], cells["bed"]) = ("\(assigned)", bed.code)
      (cells["moved_in_on"], cells["planned_move_out_on"]) = ("\(movedIn)", "\(movedOut)")
      if isOver { (cells["moved_out_on"], cells["onward_support"]) = ("\(movedOut)", Self.onward[nights % 4]) }
    }
    if isOver { writeAdmissions(file, person, bed.municipality, from: movedOut, to: end, atMost: 5) }
  }

  private static let onward = ["s85", "s107", "own_home", "abl105"]

  /// Some stays in hospital, one after the other; the ready day of some of them lies before the discharge.
  private mutating func writeAdmissions(
    _ file: CSVFileWriter, _ person: Person, _ home: Municipality, from: CalendarDay, to: CalendarDay, atMost: Int
  ) {
    var day = from.adding(days: Int.random(in: 1...700, using: &randomness))
    for _ in 0..<atMost where episodes < Self.admissions {
      let nights = Int.random(in: 1...35, using: &randomness)
      let discharged = day.adding(days: nights)
      guard discharged < to else { return }
      let isReady = nights > 6 && Int.random(in: 0..<4, using: &randomness) == 0
      row(file, person, home, day, discharged) { cells in
        if isReady { cells["ready_on"] = "\(discharged.adding(days: -4))" }
      }
      day = discharged.adding(days: Int.random(in: 2...500, using: &randomness))
    }
  }

  private mutating func row(
    _ file: CSVFileWriter, _ person: Person, _ home: Municipality, _ admitted: CalendarDay, _ discharged: CalendarDay,
    _ more: (inout [String: String]) -> Void
  ) {
    episodes += 1
    let region = places.region(of: home, on: admitted).reportKey
    var cells = [
      "episode_ref": "D\(episodes)", "cpr": person.number, "name": person.name, "home_municipality": home.code,
      "region": region, "ward": "Psykiatrien \(region) \(1 + episodes % 4)",
      "admitted_at": "\(admitted)T14:00", "acute": episodes % 5 == 0 ? "no" : "yes",
      "discharged_at": "\(discharged)T10:30",
    ]
    more(&cells)
    file.write(Self.header.map { cells[$0] ?? "" })
  }

  // MARK: People

  private struct Person {
    let name: String
    let number: String
  }

  /// The next number that is a date and fails modulus 11: nobody's, and no two alike.
  private mutating func person() -> Person {
    while true {
      people += 1
      let (day, month, year) = (2 + people % 27, 1 + people / 27 % 12, 50 + people / 324 % 45)
      let serial = 1000 + people / 14_580 % 3000
      let digits = [day, month, year].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() + "\(serial)"
      guard let number = try? CPRNumber.parse(digits), !number.passesModulus11 else { continue }
      return Person(name: "Opdigtet \(people)", number: digits)
    }
  }
}

/// A file that is written row by row.
private final class CSVFileWriter {
  private let file: UnsafeMutablePointer<FILE>
  private var writer = CSVWriter()

  init(_ path: String) throws {
    guard let file = fopen(path, "w") else { throw CommandFailure.notDone("\(path) cannot be written") }
    self.file = file
  }

  func write(_ cells: [String]) {
    writer.write(cells)
    if writer.bytes.count > 1 << 16 { flush() }
  }

  func close() throws {
    flush()
    let isWritten = ferror(file) == 0
    guard fclose(file) == 0, isWritten else { throw CommandFailure.notDone("the disk is full") }
  }

  private func flush() {
    let bytes = writer.drain()
    fwrite(bytes, 1, bytes.count, file)
  }
}
