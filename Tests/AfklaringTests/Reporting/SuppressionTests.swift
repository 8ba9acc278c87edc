import Testing

@testable import Afklaring

/// Somebody who asks for every table there is and does sums finds no figure that rests on fewer than five persons.
@Suite struct `Small figures` {
  private enum Counting: Report {
    static let name = "counting"
    static let groups: [ReportGroup] = [.municipality, .region, .ward, .month, .quarter, .year]
    static let definition = ""
    static let columns: [ReportColumn] = [.count("visits"), .sum("days")]
    static let restingOn = ["visits": ["days"], "days": ["visits"]]
  }

  @Test(arguments: 1...200)
  func `are not found by subtraction over totals and groups, whatever is asked for`(seed: Int) {
    let visits = Visit.random(UInt64(seed))
    let observer = Observer(of: visits)
    #expect(observer.found().isEmpty, "seed \(seed)")
  }

  @Test func `are marked as fewer than five, others that would give them away as hidden`() {
    let places = ["0607", "0607", "0607", "0410", "0410", "0410", "0410", "0410", "0410"]
    let visits = places.enumerated().map { Visit(person: $0, municipality: $1, ward: "A", month: "2026-01", days: 2) }
    let rows = visits.suppressed(by: [.municipality], as: Counting.self)
    #expect(rows.map(\.values) == [["0410"], ["0607"], nil])
    #expect(rows[0].cells == [.mark(.hidden), .mark(.hidden)])
    #expect(rows[1].cells == [.mark(.fewerThanFive), .mark(.hidden)])
    #expect(rows[2].cells == [.count(9), .count(18)])
  }

  private enum Nested: Report {
    static let name = "nested"
    static let groups: [ReportGroup] = [.municipality, .ward]
    static let definition = ""
    static let columns: [ReportColumn] = [.count("visits")]
    static let restingOn: [String: [String]] = [:]
    static let nesting = [ReportGroup.ward: ReportGroup.municipality]
  }

  /// 23 in the municipality, 20 in A: three are left for B, so A is hidden, though C is smaller.
  @Test func `are not found by taking parts from the coarser group that they belong to`() {
    let wards = [("0607", "A", 20), ("0607", "B", 3), ("0410", "C", 9), ("0410", "D", 30)]
    let visits = wards.flatMap { municipality, ward, count in
      (0..<count).map { person in
        Visit(
          person: person + 100 * Int(ward.utf8.first ?? 0), municipality: municipality, ward: ward, month: "2026-01",
          days: 1)
      }
    }
    #expect(
      visits.suppressed(by: [.ward], as: Nested.self).map { $0.cells[0] } == [
        .mark(.hidden), .mark(.fewerThanFive), .count(9), .count(30), .count(62),
      ])
  }

  @Test func `are shown where they are zero or rest on five persons, and hidden where many rest on few`() {
    let many = (0..<5).map { Visit(person: $0, municipality: "0607", ward: "A", month: "2026-01", days: 1) }
    #expect(
      many.suppressed(by: [.ward], as: Counting.self).map(\.cells) == [
        [.count(5), .count(5)], [.count(5), .count(5)],
      ])
    let few = (0..<8).map { Visit(person: $0 % 4, municipality: "0607", ward: "A", month: "2026-01", days: 1) }
    #expect(few.suppressed(by: [], as: Counting.self).map(\.cells) == [[.mark(.hidden), .mark(.hidden)]])
    #expect([Visit]().suppressed(by: [], as: Counting.self).map(\.cells) == [[.count(0), .count(0)]])
  }

  /// What one person did, and where.
  struct Visit {
    let person: Int
    let municipality, ward, month: String
    let days: Int

    func value(_ group: ReportGroup) -> String {
      switch group {
      case .municipality: municipality
      case .region: municipality < "0500" ? "1083" : "1082"
      case .ward: ward
      case .month: month
      case .quarter: month < "2026-04" ? "2026-Q1" : "2026-Q2"
      default: "2026"
      }
    }

    static func random(_ seed: UInt64) -> [Visit] {
      var random = Steps(seed)
      let count = 10 + random.next(60)
      return (0..<count).map { _ in
        Visit(
          person: random.next(count), municipality: ["0410", "0461", "0607", "0740"][random.next(4)],
          ward: ["A", "B"][random.next(2)], month: "2026-0\(1 + random.next(5))", days: 1 + random.next(9))
      }
    }
  }

  /// A repeatable sequence. Source: Numerical Recipes' 64-bit congruential generator.
  struct Steps {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// Whoever has every published table, and subtracts.
  struct Observer {
    private typealias Cell = [ReportGroup: String]
    private var known: [Cell: Int] = [:]
    private let visits: [Visit]
    private var tables: [[ReportGroup]] = []

    init(of visits: [Visit]) {
      self.visits = visits
      let places: [[ReportGroup]] = [[], [.region], [.municipality]]
      let times: [[ReportGroup]] = [[], [.year], [.quarter], [.month]]
      let asked = places.flatMap { place in times.flatMap { time in [place + time, place + [.ward] + time] } }
      for groups in asked {
        let rows = visits.suppressed(by: groups, as: Counting.self).filter { $0.values != nil || groups.isEmpty }
        // Of a table whose rows are withheld nobody knows which there are.
        if rows.isEmpty { continue }
        tables.append(groups)
        for row in rows {
          let cell = Dictionary(uniqueKeysWithValues: zip(groups, row.values ?? []))
          if case .count(let number) = row.cells[0] { known[cell] = number }
        }
      }
    }

    /// What is found by subtracting until nothing new comes; of that, what rests on few persons.
    func found() -> [String] {
      var known = known
      let sums = sums()
      var isMoving = true
      while isMoving {
        isMoving = false
        for (whole, parts) in sums {
          let unknown = ([whole] + parts).filter { known[$0] == nil }
          guard unknown.count == 1 else { continue }
          let shown = parts.reduce(0) { $0 + (known[$1] ?? 0) }
          known[unknown[0]] = unknown[0] == whole ? shown : (known[whole] ?? 0) - shown
          isMoving = true
        }
      }
      return known.keys.filter { cell in
        let persons = Set(visits.filter { visit in cell.allSatisfy { visit.value($0) == $1 } }.map(\.person)).count
        return (1..<5).contains(persons)
      }.map { "\($0.values.sorted())" }
    }

    /// Each cell, and the cells of a table one step finer that it is the sum of.
    private func sums() -> [(whole: Cell, parts: [Cell])] {
      tables.flatMap { coarse in
        tables.filter { fine in fine.count >= coarse.count && Self.isFiner(fine, coarse) }.flatMap { fine in
          let cells = Set(
            visits.map { visit in
              [Self.cell(visit, coarse), Self.cell(visit, fine)]
            })
          return Dictionary(grouping: cells, by: { $0[0] }).map { ($0, $1.map { $0[1] }) }
        }
      }
    }

    private static func cell(_ visit: Visit, _ groups: [ReportGroup]) -> Cell {
      Dictionary(uniqueKeysWithValues: groups.map { ($0, visit.value($0)) })
    }

    private static func isFiner(_ fine: [ReportGroup], _ coarse: [ReportGroup]) -> Bool {
      fine != coarse && coarse.allSatisfy { group in fine.contains { $0 == group || Self.ladder($0).contains(group) } }
    }

    private static func ladder(_ group: ReportGroup) -> [ReportGroup] {
      group.coarser.map { [$0] + ladder($0) } ?? []
    }
  }
}

extension [`Small figures`.Visit] {
  fileprivate func suppressed(by groups: [ReportGroup], as report: any Report.Type) -> [CountedRow] {
    let tables = ReportTables(of: groups, nesting: report.nesting)
    return Suppression.rows(of: report, tables, tables.all.map(rows), rows(by: tables.every).compactMap(\.values))
  }

  private func rows(by groups: [ReportGroup]) -> [CountedRow] {
    let grouped = Dictionary(grouping: self) { visit in groups.map { visit.value($0) } }
    let rows = groups.isEmpty ? [] : grouped.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { row($0, $1) }
    return rows + [row(nil, self)]
  }

  private func row(_ values: [String]?, _ visits: [`Small figures`.Visit]) -> CountedRow {
    let persons = Set(visits.map(\.person)).count
    return CountedRow(
      values: values, cells: [.count(visits.count), .count(visits.reduce(0) { $0 + $1.days })],
      persons: [persons, persons])
  }
}
