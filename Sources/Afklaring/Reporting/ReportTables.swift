/// A table and all coarser ones that can be asked for beside it: each of its groups left out, or made coarser.
struct ReportTables {
  /// The groups of each, the coarsest (the total alone) first and the asked one last.
  let all: [[ReportGroup]]
  /// The asked groups, and every other of any of them.
  let every: [ReportGroup]
  /// Which table is one step coarser than which, by place in `all`, the coarsest first.
  let steps: [(coarse: Int, fine: Int)]

  /// - Parameter nesting: a report's own groups that add up to others.
  init(of asked: [ReportGroup], nesting: [ReportGroup: ReportGroup] = [:]) {
    var layers: [[[ReportGroup]]] = [[asked]]
    var known: Set<Set<ReportGroup>> = [Set(asked)]
    var found: [(coarse: Set<ReportGroup>, fine: Set<ReportGroup>)] = []
    while let layer = layers.last, !layer.isEmpty {
      var next: [[ReportGroup]] = []
      for table in layer {
        for group in table {
          let coarser = Self.coarsened(table, group, nesting[group] ?? group.coarser)
          found.append((Set(coarser), Set(table)))
          if known.insert(Set(coarser)).inserted { next.append(coarser) }
        }
      }
      layers.append(next)
    }
    let ordered = Array(layers.joined().reversed())
    let places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { (Set($1), $0) })
    all = ordered
    every =
      asked
      + ReportGroup.allCases.filter { group in !asked.contains(group) && ordered.contains { $0.contains(group) } }
    steps = found.compactMap { step in
      places[step.coarse].flatMap { coarse in places[step.fine].map { (coarse, $0) } }
    }.sorted { $0 < $1 }
  }

  private static func coarsened(
    _ table: [ReportGroup], _ group: ReportGroup, _ coarser: ReportGroup?
  ) -> [ReportGroup] {
    table.compactMap { other in
      guard other == group else { return other }
      return coarser.flatMap { table.contains($0) ? nil : $0 }
    }
  }

  /// A table's own place and those of all that are coarser.
  func coarser(than table: Int) -> Set<Int> {
    steps.filter { $0.fine == table }.reduce(into: [table]) { $0.formUnion(coarser(than: $1.coarse)) }
  }

  /// The values that a row of `every` has in one of the tables.
  func values(_ values: [String], in table: Int) -> [String] {
    all[table].map { group in every.firstIndex(of: group).map { values[$0] } ?? "" }
  }
}
