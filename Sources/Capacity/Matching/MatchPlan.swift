public import Afklaring

/// The plan of least cost for an instance (samlet forslag), with its reasons. Source: the matching format.
public struct MatchPlan: Sendable {
  /// Changes with the rules: a plan is made again by the rules by which it was made.
  public static let ruleVersion = "1"

  public let objective: Int
  /// From the instance read and checked to the finished assignment.
  public let solveTime: Duration
  /// Everybody who was considered: whose outcome counted first stands first.
  public let order: [String]
  /// By the referral's id.
  public let assignments: [Assigned]
  /// By the referral's id.
  public let unplaced: [Unplaced]

  public struct Assigned: Sendable {
    public let referral: String
    public let bed: String
    public let start: CalendarDay
    public let delayDays: Int
    public let cost: Int
    public let reasons: Reasons
  }

  public struct Reasons: Sendable {
    public let urgency: Int
    public let waitedDays: Int
    /// `own_municipality`, `own_region` or `other_region`.
    public let place: String
    /// Nil without preferred sites.
    public let isPreferred: Bool?
    /// Nil where the last plan had no bed for the person.
    public let isSameAsBefore: Bool?
    /// The next best possible bed, taken or not.
    public let alternative: Alternative?
  }

  public struct Alternative: Sendable {
    public let bed: String
    public let start: CalendarDay
    public let delayDays: Int
    public let cost: Int
  }

  public struct Unplaced: Sendable {
    public let referral: String
    public let cost: Int
    /// How many beds break one rule and no other: `agreement`, `needs`, `sex`, `site`, `start`, in this order.
    public let blocked: [(rule: String, beds: Int)]
  }

  /// - Throws: `CancellationError` where the task is cancelled.
  public init(solving instance: MatchInstance) throws {
    let clock = ContinuousClock()
    let began = clock.now
    let problem = MatchProblem(instance)
    let order = problem.order
    let placeOf = try Self.solve(problem, order)
    solveTime = began.duration(to: clock.now)
    self.order = order.map { instance.referrals[$0].id }
    var (objective, assignments, unplaced) = (0, [Assigned](), [Unplaced]())
    for (number, bed) in placeOf.enumerated() {
      if bed < 0 {
        objective += problem.referrals[number].costOfNone
        unplaced.append(Unplaced(number, problem))
      } else {
        let assigned = Assigned(number, bed, problem)
        objective += assigned.cost
        assignments.append(assigned)
      }
    }
    self.objective = objective
    self.assignments = assignments.sorted { isBefore($0.referral, $1.referral) }
    self.unplaced = unplaced.sorted { isBefore($0.referral, $1.referral) }
  }

  /// The bed of each referral, or -1. In 32 bits where every sum on a path fits them.
  private static func solve(_ problem: MatchProblem, _ order: [Int]) throws -> [Int] {
    problem.referrals.allSatisfy { $0.costOfNone < 1 << 28 }
      ? try solve(PossiblePairs<Int32>(problem), order) : try solve(PossiblePairs<Int>(problem), order)
  }

  private static func solve<Gain>(_ pairs: PossiblePairs<Gain>, _ order: [Int]) throws -> [Int] {
    let (problem, assignment) = (pairs.problem, try Assignment(pairs))
    let tight = TightOptions(pairs, assignment)
    let plan = try FairestPlan(
      assignment, tight, order: order,
      isBetter: { referral, one, other in problem.isBetter(referral, one, than: other, hub: tight.hub) })
    return plan.placeOf.map { $0 == tight.hub ? -1 : Int($0) }
  }
}

extension MatchProblem {
  /// Whose outcome counts first.
  fileprivate var order: [Int] {
    referrals.indices.sorted { one, other in
      let (a, b) = (referrals[one], referrals[other])
      if a.waitedDays != b.waitedDays { return a.waitedDays > b.waitedDays }
      if a.submittedOn != b.submittedOn { return a.submittedOn < b.submittedOn }
      return isBefore(instance.referrals[one].id, instance.referrals[other].id)
    }
  }

  /// Lower own cost; at equal cost a bed before none; then the earlier start; then the lower id.
  fileprivate func isBetter(_ referral: Int, _ one: Int32, than other: Int32, hub: Int32) -> Bool {
    let person = referrals[referral]
    func outcome(_ place: Int32) -> (cost: Int, isNone: Int, start: Int) {
      guard place != hub else { return (person.costOfNone, 1, 0) }
      let start = start(in: Int(place), from: person.base)
      return (cost(person, Int(place), start: start), 0, start)
    }
    let (a, b) = (outcome(one), outcome(other))
    if a != b { return a < b }
    return one != hub && other != hub && isBefore(instance.beds[Int(one)].id, instance.beds[Int(other)].id)
  }
}

extension MatchPlan.Assigned {
  fileprivate init(_ number: Int, _ bed: Int, _ problem: MatchProblem) {
    let referral = problem.referrals[number]
    let start = problem.start(in: bed, from: referral.base)
    self.init(
      referral: problem.instance.referrals[number].id, bed: problem.instance.beds[bed].id,
      start: CalendarDay(daysSinceEpoch: Int32(start)), delayDays: start - referral.base,
      cost: problem.cost(referral, bed, start: start),
      reasons: MatchPlan.Reasons(
        urgency: referral.urgency, waitedDays: referral.waitedDays,
        place: problem.place(referral, problem.beds[bed]).rawValue,
        isPreferred: referral.hasPreference ? referral.preferred.contains(problem.beds[bed].site) : nil,
        isSameAsBefore: referral.previousBed < 0 ? nil : referral.previousBed == bed,
        alternative: MatchPlan.Alternative(to: bed, number, problem)))
  }
}

extension MatchPlan.Alternative {
  /// The possible bed of the lowest cost, start and id but for the one that is given.
  fileprivate init?(to bed: Int, _ number: Int, _ problem: MatchProblem) {
    let referral = problem.referrals[number]
    let beds = problem.instance.beds
    var best: (cost: Int, start: Int, bed: Int)?
    problem.eachPossibleBed(of: number) { other, start, cost in
      guard other != bed else { return }
      if let known = best {
        guard (cost, start) <= (known.cost, known.start) else { return }
        guard (cost, start) < (known.cost, known.start) || isBefore(beds[other].id, beds[known.bed].id) else { return }
      }
      best = (cost, start, other)
    }
    guard let best else { return nil }
    self.init(
      bed: problem.instance.beds[best.bed].id, start: CalendarDay(daysSinceEpoch: Int32(best.start)),
      delayDays: best.start - referral.base, cost: best.cost)
  }
}

extension MatchPlan.Unplaced {
  fileprivate init(_ number: Int, _ problem: MatchProblem) {
    let referral = problem.referrals[number]
    let alone = problem.alone(referral)
    self.init(
      referral: problem.instance.referrals[number].id, cost: referral.costOfNone,
      blocked: MatchRule.allCases.map { ($0.rawValue, alone[Int($0.bit.rawValue)]) })
  }
}

/// Ids in the order of their bytes.
private func isBefore(_ one: String, _ other: String) -> Bool {
  one.utf8.lexicographicallyPrecedes(other.utf8)
}
