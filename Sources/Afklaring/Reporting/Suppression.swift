internal import Postgres

/// Diskretionering: figures that rest on fewer than five persons are hidden, and with them as many others as it takes that
/// none can be found by subtraction, neither within the table nor from the coarser tables that can be asked for as well.
/// Source: domain.md 4.5.
///
/// The table is looked at together with all coarser ones (each group left out, months as quarters and years, municipalities
/// as regions). Wherever the cells of one table add up to a cell of a coarser one, an observer knows the sum of what is
/// hidden among them; if that pins one of them down, the smallest of the others is hidden, too.
struct Suppression {
  /// Fewer persons are not shown.
  static let threshold = 5

  /// A row of one of the tables.
  private struct Cell {
    let row: CountedRow
    var isHidden: [Bool]
  }

  /// A cell's column.
  private struct Place: Hashable {
    let cell, column: Int
  }

  private let columns: [ReportColumn]
  private let restingOn: [String: [String]]
  private let sums: [(whole: Int, parts: [Int])]
  private var cells: [Cell] = []
  /// The cells of each table by their values; the first is the total, the last what was asked.
  private var tables: [[[String]: Int]] = []
  /// Which cells of each table add up to a cell of a coarser one.
  private var lines: [[(whole: Int, parts: [Int])]] = []
  /// Tables so fine that hiding some of their cells is not enough: none of their rows is shown.
  private var withheld: Set<Int> = []

  static func rows(of reading: ReportReading) async throws -> [CountedRow] {
    let (report, asked) = (reading.report, reading.request.by)
    let tables = ReportTables(of: asked, nesting: report.nesting)
    var rows: [[CountedRow]] = []
    for groups in tables.all {
      rows.append(try await reading.rows(by: groups))
    }
    let everything = tables.every == asked ? rows.last : try await reading.rows(by: tables.every)
    return Self.rows(of: report, tables, rows, (everything ?? []).compactMap(\.values))
  }

  /// - Parameters:
  ///   - rows: of each table, as they are.
  ///   - memberships: the values of each row of the table by every group: which cells belong together.
  static func rows(
    of report: any Report.Type, _ tables: ReportTables, _ rows: [[CountedRow]], _ memberships: [[String]]
  ) -> [CountedRow] {
    Suppression(report, tables, rows, memberships).shown(in: rows.last ?? [])
  }

  private init(
    _ report: any Report.Type, _ known: ReportTables, _ rows: [[CountedRow]], _ memberships: [[String]]
  ) {
    columns = report.columns
    restingOn = report.restingOn
    let names = columns.map(\.name)
    sums = report.sums.compactMap { whole, parts in
      names.firstIndex(of: whole).map { ($0, parts.compactMap(names.firstIndex)) }
    }
    for (groups, table) in zip(known.all, rows) {
      var places: [[String]: Int] = [:]
      for row in table where groups.isEmpty == (row.values == nil) {
        places[row.values ?? []] = cells.count
        cells.append(Cell(row: row, isHidden: columns.map { _ in false }))
      }
      tables.append(places)
    }
    lines = known.all.indices.map { lines(of: $0, known, memberships) }
    hideSmall()
    // A coarser table is settled before a finer one, and never changed by it: so it is the same whatever is asked for.
    for table in tables.indices {
      hideWhatIsFoundOut(in: table)
      let beside = known.coarser(than: table)
      if !withheld.isDisjoint(with: beside) || columns.indices.contains(where: { isFound($0, in: beside) }) {
        withheld.insert(table)
      }
    }
  }

  private func lines(
    of fine: Int, _ known: ReportTables, _ memberships: [[String]]
  ) -> [(whole: Int, parts: [Int])] {
    known.steps.filter { $0.fine == fine }.flatMap { coarse, _ -> [(whole: Int, parts: [Int])] in
      var parts: [Int: Set<Int>] = [:]
      for values in memberships {
        guard let whole = tables[coarse][known.values(values, in: coarse)],
          let part = tables[fine][known.values(values, in: fine)]
        else { continue }
        parts[whole, default: []].insert(part)
      }
      return parts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }
  }

  // MARK: Hiding

  private mutating func hideSmall() {
    for cell in cells.indices {
      for column in columns.indices where (1..<Self.threshold).contains(cells[cell].row.persons[column]) {
        hide(Place(cell: cell, column: column))
      }
    }
  }

  private mutating func hideWhatIsFoundOut(in table: Int) {
    var isChanged = true
    while isChanged {
      isChanged = false
      for line in lines[table] {
        for column in columns.indices where isAdded(column) {
          let parts = line.parts.map { Place(cell: $0, column: column) }
          if audit(Place(cell: line.whole, column: column), parts) { isChanged = true }
        }
      }
      for cell in tables[table].values.sorted() {
        for sum in sums {
          let (whole, parts) = (Place(cell: cell, column: sum.whole), sum.parts.map { Place(cell: cell, column: $0) })
          if audit(whole, parts) || isFoundOut(parts.filter(isHidden)) && hide(whole) { isChanged = true }
        }
      }
    }
  }

  private func isAdded(_ column: Int) -> Bool {
    switch columns[column] {
    case .count, .sum: true
    case .decimal, .amount: false
    }
  }

  /// - Returns: whether something had to be hidden.
  private mutating func audit(_ whole: Place, _ parts: [Place]) -> Bool {
    let hidden = parts.filter(isHidden)
    if isHidden(whole) {
      // With all its parts in sight the whole is, too.
      return hidden.isEmpty && hideSmallest(of: parts)
    }
    return isFoundOut(hidden) && hideSmallest(of: parts)
  }

  /// Whether one of some hidden numbers is pinned down by their sum and by what their marks say.
  private func isFoundOut(_ hidden: [Place]) -> Bool {
    guard !hidden.isEmpty else { return false }
    let sum = hidden.reduce(0) { $0 + number(at: $1) }
    let ranges = hidden.map { range(of: $0) }
    let (least, most) = (ranges.reduce(0) { $0 + $1.lowerBound }, ranges.reduce(0) { $0 + $1.upperBound })
    return ranges.contains { range in
      max(range.lowerBound, sum - (most - range.upperBound)) >= min(range.upperBound, sum - (least - range.lowerBound))
    }
  }

  /// What an observer knows of a hidden number by its mark.
  private func range(of place: Place) -> ClosedRange<Int> {
    let beyond = 1 << 40
    guard case .count = columns[place.column] else { return 1...beyond }
    return number(at: place) < Self.threshold ? 1...(Self.threshold - 1) : Self.threshold...beyond
  }

  /// Whether somebody who has some tables finds a hidden figure of a column by subtracting until nothing new comes. One
  /// that protects others counts as well: another table may stand on it.
  private func isFound(_ column: Int, in published: Set<Int>) -> Bool {
    guard isAdded(column) else { return false }
    let sums = published.sorted().flatMap { lines[$0] }
    let hidden = Set(published.flatMap { tables[$0].values }.filter { isHidden(Place(cell: $0, column: column)) })
    var unknown = hidden
    var isMoving = true
    while isMoving {
      isMoving = false
      for line in sums {
        let missing = ([line.whole] + line.parts).filter(unknown.contains)
        guard missing.count == 1 else { continue }
        unknown.remove(missing[0])
        isMoving = true
      }
    }
    return unknown != hidden
  }

  private mutating func hideSmallest(of places: [Place]) -> Bool {
    let shown = places.filter { !isHidden($0) && number(at: $0) > 0 }
    guard let smallest = shown.min(by: { number(at: $0) < number(at: $1) }) else { return false }
    return hide(smallest)
  }

  /// Hides a figure and those that give it away. Zero and what has no value are shown.
  @discardableResult
  private mutating func hide(_ place: Place) -> Bool {
    guard !isHidden(place), !isEmpty(place) else { return false }
    cells[place.cell].isHidden[place.column] = true
    let name = columns[place.column].name
    for column in columns.indices where restingOn[columns[column].name]?.contains(name) == true {
      hide(Place(cell: place.cell, column: column))
    }
    return true
  }

  private func isHidden(_ place: Place) -> Bool { cells[place.cell].isHidden[place.column] }

  private func isEmpty(_ place: Place) -> Bool {
    switch cells[place.cell].row.cells[place.column] {
    case .empty, .count(0): true
    default: false
    }
  }

  private func number(at place: Place) -> Int {
    if case .count(let number) = cells[place.cell].row.cells[place.column] { number } else { 0 }
  }

  // MARK: What is shown

  /// - Parameter asked: the asked table's rows as they are, the total last.
  private func shown(in asked: [CountedRow]) -> [CountedRow] {
    let isWithheld = withheld.contains(tables.count - 1)
    return asked.filter { !isWithheld || $0.values == nil }.map { row in
      let table = row.values == nil ? tables.first : tables.last
      return table?[row.values ?? []].map { marked(cells[$0]) } ?? row
    }
  }

  private func marked(_ cell: Cell) -> CountedRow {
    var row = cell.row
    for column in columns.indices where cell.isHidden[column] {
      let isSmallCount =
        if case (.count, .count(let number)) = (columns[column], row.cells[column]) { number < Self.threshold } else {
          false
        }
      row.cells[column] = .mark(isSmallCount ? .fewerThanFive : .hidden)
    }
    return row
  }
}
