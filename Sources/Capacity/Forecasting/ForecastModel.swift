internal import Glibc

/// What every run of a forecast has in common: who can live where, and how likely it is that nobody comes on a day.
struct ForecastModel {
  /// Where nothing was seen before, in nights: twelve weeks.
  static let usualNights = 84

  let state: ForecastState
  let horizonDays: Int
  /// The beds that meet the need of each kind of person, those that offer least first.
  let bedsOf: [[Int]]
  let kindOfWaiting: [Int]
  let kindOfArrivals: [Int]
  let noArrival: Double
  private let longestStay: Int?

  private struct Kind: Hashable {
    let needs: [String]
    let sex: String?
    let excludedSites: [String]

    init(_ person: ForecastState.Person) {
      (needs, sex, excludedSites) = (person.needs.sorted(), person.sex, person.excludedSites.sorted())
    }

    func fits(_ bed: ForecastState.Bed) -> Bool {
      let takesSex = bed.sexes.isEmpty || (sex.map(bed.sexes.contains) ?? (bed.sexes.count > 1))
      return takesSex && needs.allSatisfy(bed.offers.contains) && !excludedSites.contains(bed.site)
    }
  }

  init(_ state: ForecastState, _ scenario: Scenario, horizonDays: Int) {
    let state = scenario.applied(to: state)
    var kinds: [Kind: Int] = [:]
    func number(of person: ForecastState.Person) -> Int {
      let kind = Kind(person)
      if let known = kinds[kind] { return known }
      kinds[kind] = kinds.count
      return kinds.count - 1
    }
    kindOfWaiting = state.waiting.map(number)
    kindOfArrivals = state.history.arrivals.map(number)
    let inOrder = state.beds.indices.sorted { one, other in
      (state.beds[one].offers.count, state.beds[one].id) < (state.beds[other].offers.count, state.beds[other].id)
    }
    bedsOf = kinds.sorted { $0.value < $1.value }.map { kind, _ in inOrder.filter { kind.fits(state.beds[$0]) } }
    noArrival = exp(-state.history.arrivalsPerDay)
    longestStay = scenario.longestStay
    (self.state, self.horizonDays) = (state, horizonDays)
  }

  func isOpen(_ bed: Int, on day: Int) -> Bool {
    !state.beds[bed].closed.contains { $0.contains(day) }
  }

  func shortened(_ nights: Int) -> Int { longestStay.map { min($0, nights) } ?? nights }
}
