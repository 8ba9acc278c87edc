/// Where a forecast (prognose) starts: the beds, who lives in them, who waits in which order, and what was seen before. All
/// days are days since the epoch; nights and lags are counted in days.
public struct ForecastState: Sendable {
  public var asOf: Int
  public var beds: [Bed]
  /// In the order in which they are served.
  public var waiting: [Person]
  public var history: History

  public init(asOf: Int, beds: [Bed], waiting: [Person], history: History) {
    (self.asOf, self.beds, self.waiting, self.history) = (asOf, beds, waiting, history)
  }

  public struct Bed: Sendable {
    public var id: String
    public var site: String
    public var offers: [String]
    /// None takes everybody.
    public var sexes: [String]
    public var turnaroundDays: Int
    public var use: Use
    /// Closures, and the days out of service.
    public var closed: [Range<Int>]

    public init(
      id: String, site: String, offers: [String], sexes: [String], turnaroundDays: Int, use: Use, closed: [Range<Int>]
    ) {
      (self.id, self.site, self.offers, self.sexes) = (id, site, offers, sexes)
      (self.turnaroundDays, self.use, self.closed) = (turnaroundDays, use, closed)
    }
  }

  public enum Use: Sendable {
    /// Free since a day, its turnaround days over.
    case free(since: Int)
    /// Somebody lives in it.
    case resident(since: Int, planned: Int?)
    /// Somebody is about to move in.
    case promised(from: Int)
  }

  public struct Person: Sendable {
    public var id: String
    public var needs: [String]
    public var sex: String?
    public var excludedSites: [String]
    /// Since when they wait.
    public var since: Int
    /// Not before.
    public var earliest: Int

    public init(id: String, needs: [String], sex: String?, excludedSites: [String] = [], since: Int, earliest: Int) {
      (self.id, self.needs, self.sex, self.excludedSites) = (id, needs, sex, excludedSites)
      (self.since, self.earliest) = (since, earliest)
    }
  }

  /// What was seen before, of the same beds and the same municipality.
  public struct History: Sendable {
    /// Of stays that ended, how many nights each.
    public var stayNights: [Int]
    /// From when both the person and the bed were there, how many days to the moving in.
    public var lagDays: [Int]
    /// How many came to wait a day, on average.
    public var arrivalsPerDay: Double
    /// Those who came, for their needs.
    public var arrivals: [Person]
    /// How likely somebody who waits stops waiting on a day.
    public var withdrawalsPerDay: Double

    public init(
      stayNights: [Int], lagDays: [Int], arrivalsPerDay: Double, arrivals: [Person], withdrawalsPerDay: Double
    ) {
      (self.stayNights, self.lagDays) = (stayNights.sorted(), lagDays.sorted())
      (self.arrivalsPerDay, self.arrivals) = (arrivalsPerDay, arrivals)
      self.withdrawalsPerDay = withdrawalsPerDay
    }
  }
}

/// What would be otherwise (scenarie).
public struct Scenario: Sendable, Equatable {
  /// So many beds more, each offering what any bed of these offers.
  public var addedBeds: Int
  /// No stay that begins lasts longer, in nights; nil as it was.
  public var longestStay: Int?
  /// Sites that take nobody in any more, by code.
  public var closedSites: [String]
  /// Beds of others that may be used as well, free at once.
  public var agreedBeds: Int

  public static let none = Scenario()

  public init(addedBeds: Int = 0, longestStay: Int? = nil, closedSites: [String] = [], agreedBeds: Int = 0) {
    (self.addedBeds, self.longestStay) = (addedBeds, longestStay)
    (self.closedSites, self.agreedBeds) = (closedSites, agreedBeds)
  }

  func applied(to state: ForecastState) -> ForecastState {
    var state = state
    let offers = Array(Set(state.beds.flatMap(\.offers))).sorted()
    for number in 0..<(addedBeds + agreedBeds) {
      state.beds.append(
        ForecastState.Bed(
          id: "+\(number)", site: "+", offers: offers, sexes: [], turnaroundDays: 1, use: .free(since: state.asOf),
          closed: []))
    }
    for number in state.beds.indices where closedSites.contains(state.beds[number].site) {
      state.beds[number].closed.append(state.asOf..<Int.max)
    }
    return state
  }
}
