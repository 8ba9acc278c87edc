public import Afklaring

/// Who waits, which beds there are, and what counts: an instance of matching (matchning). Source: the matching format.
public struct MatchInstance: Sendable {
  public var asOf: CalendarDay
  /// How many days ahead a bed may be given.
  public var horizonDays: Int
  /// How long a stay is planned to last: a bed has to be open for all of it.
  public var stayDays: Int
  public var weights: Weights
  public var referrals: [Referral]
  public var beds: [Bed]
  public var agreements: [Agreement]
  /// The last plan, so that proposals do not flap.
  public var previous: [Previous]
  /// By municipality, where one weighs its own people's pairs in its own way; the format has none. What it costs to leave
  /// somebody without a bed is the same for all: nobody gets a bed before others by weighing more.
  public var ownWeights: [String: PairWeights] = [:]

  public init(
    asOf: CalendarDay, horizonDays: Int, stayDays: Int, weights: Weights, referrals: [Referral], beds: [Bed],
    agreements: [Agreement], previous: [Previous]
  ) {
    (self.asOf, self.horizonDays, self.stayDays, self.weights) = (asOf, horizonDays, stayDays, weights)
    (self.referrals, self.beds, self.agreements, self.previous) = (referrals, beds, agreements, previous)
  }

  /// What counts, in whole numbers of 0 to 1,000,000,000.
  public struct Weights: Sendable {
    public var pairs: PairWeights
    /// What it costs to leave somebody without a bed, beside the days that the person would have waited.
    public var unplaced: Int

    public init(pairs: PairWeights = PairWeights(), unplaced: Int = 0) {
      (self.pairs, self.unplaced) = (pairs, unplaced)
    }
  }

  /// What is added to the cost of a pair.
  public struct PairWeights: Sendable, Codable {
    public var outsideMunicipality: Int
    public var outsideRegion: Int
    public var notPreferred: Int
    public var change: Int

    public init(outsideMunicipality: Int = 0, outsideRegion: Int = 0, notPreferred: Int = 0, change: Int = 0) {
      (self.outsideMunicipality, self.outsideRegion) = (outsideMunicipality, outsideRegion)
      (self.notPreferred, self.change) = (notPreferred, change)
    }
  }

  public struct Referral: Sendable {
    public var id = ""
    public var municipality = ""
    public var region = ""
    public var submittedOn = CalendarDay.earliest
    public var readyOn = CalendarDay.earliest
    /// Else the ready date.
    public var earliestMoveIn: CalendarDay?
    /// 1...5, 5 the most urgent.
    public var priority = 1
    public var sex = Sex.other
    public var needs: [String] = []
    public var preferredSites: [String] = []
    public var excludedSites: [String] = []

    public init(
      id: String = "", municipality: String = "", region: String = "", submittedOn: CalendarDay = .earliest,
      readyOn: CalendarDay = .earliest, earliestMoveIn: CalendarDay? = nil, priority: Int = 1, sex: Sex = .other,
      needs: [String] = [], preferredSites: [String] = [], excludedSites: [String] = []
    ) {
      self.id = id
      self.municipality = municipality
      self.region = region
      self.submittedOn = submittedOn
      self.readyOn = readyOn
      self.earliestMoveIn = earliestMoveIn
      self.priority = priority
      self.sex = sex
      self.needs = needs
      self.preferredSites = preferredSites
      self.excludedSites = excludedSites
    }
  }

  public struct Bed: Sendable {
    public var id = ""
    public var site = ""
    public var municipality = ""
    public var region = ""
    public var freeFrom = CalendarDay.earliest
    public var offers: [String] = []
    /// Female and male only; none takes everybody.
    public var sexes: [Sex] = []
    public var closures: [Closure] = []

    public init(
      id: String = "", site: String = "", municipality: String = "", region: String = "",
      freeFrom: CalendarDay = .earliest, offers: [String] = [], sexes: [Sex] = [], closures: [Closure] = []
    ) {
      self.id = id
      self.site = site
      self.municipality = municipality
      self.region = region
      self.freeFrom = freeFrom
      self.offers = offers
      self.sexes = sexes
      self.closures = closures
    }
  }

  public enum Sex: String, Sendable, CaseIterable {
    case female, male, other
  }

  public struct Closure: Sendable {
    public var from = CalendarDay.earliest
    /// Not included; after `from`.
    public var to = CalendarDay.earliest

    public init(from: CalendarDay = .earliest, to: CalendarDay = .earliest) {
      self.from = from
      self.to = to
    }
  }

  public struct Agreement: Sendable {
    public var buyer = ""
    public var seller = ""

    public init(buyer: String = "", seller: String = "") {
      self.buyer = buyer
      self.seller = seller
    }
  }

  public struct Previous: Sendable {
    public var referral = ""
    public var bed = ""

    public init(referral: String = "", bed: String = "") {
      self.referral = referral
      self.bed = bed
    }
  }
}
