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

  /// What is added to the cost of a pair, in whole numbers of 0 to 1,000,000,000.
  public struct Weights: Sendable {
    public var outsideMunicipality = 0
    public var outsideRegion = 0
    public var notPreferred = 0
    public var change = 0
    public var unplaced = 0
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
  }

  public enum Sex: String, Sendable, CaseIterable {
    case female, male, other
  }

  public struct Closure: Sendable {
    public var from = CalendarDay.earliest
    /// Not included; after `from`.
    public var to = CalendarDay.earliest
  }

  public struct Agreement: Sendable {
    public var buyer = ""
    public var seller = ""
  }

  public struct Previous: Sendable {
    public var referral = ""
    public var bed = ""
  }
}
