import Afklaring
import Fixtures
import Foundation
import Testing

@testable import Capacity

@Suite struct `A plan of matching` {
  private static let folder = String(#filePath.prefix { $0 != "\0" }).replacing(
    "MatchPlanTests.swift", with: "Example/")

  private static func example(_ name: String) throws -> [UInt8] {
    try InputFile.contents(folder + name, limit: 1 << 20)
  }

  @Test func `is the expected one of the worked example`() throws {
    let plan = try MatchPlan(solving: try MatchInstanceReader.read(try Self.example("instance.json")))
    let expected = try JSONSerialization.jsonObject(with: Data(try Self.example("plan.expected.json")))
    var found = try JSONSerialization.jsonObject(with: Data(plan.json.utf8)) as? [String: Any] ?? [:]
    #expect(found.removeValue(forKey: "solve_ms") is Double)
    found["assignments"] = (found["assignments"] as? [[String: Any]])?.map { $0.filter { $0.key != "reasons" } }
    #expect(NSDictionary(dictionary: found) == expected as? NSDictionary)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `is the best of all there are, tried one by one`(seed: UInt64) throws {
    var random = RandomInstances(seed: seed)
    for number in 0..<150 {
      let instance = random.make(referrals: 5, beds: 5)
      let plan = try MatchPlan(solving: instance)
      for (referral, outcome) in MatchReference(instance: instance).best {
        let found =
          plan.assignments.first { $0.referral == referral }.map {
            MatchReference.Outcome(cost: $0.cost, bed: $0.bed, start: $0.start)
          }
          ?? plan.unplaced.first { $0.referral == referral }.map {
            MatchReference.Outcome(cost: $0.cost, bed: nil, start: nil)
          }
        #expect(found == outcome, "seed \(seed), instance \(number), \(referral)")
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `is the same whatever the order of the file`(seed: UInt64) throws {
    var random = RandomInstances(seed: seed)
    let instance = random.make(referrals: 60, beds: 40)
    let plan = try MatchPlan(solving: instance)
    for _ in 0..<5 {
      let other = try MatchPlan(solving: random.shuffled(instance))
      #expect(Self.withoutTime(other) == Self.withoutTime(plan), "seed \(seed)")
    }
  }

  private static func withoutTime(_ plan: MatchPlan) -> String {
    plan.json.replacing(/"solve_ms": [0-9.]+/, with: "")
  }

  /// Complementary slackness: what the prices add up to, no plan can be cheaper than; and this one costs exactly that.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `is proven by its prices`(seed: UInt64) throws {
    var random = RandomInstances(seed: seed)
    let pairs = PossiblePairs<Int>(MatchProblem(random.make(referrals: 200, beds: 150)))
    let assignment = try Assignment(pairs)
    var gain = 0
    for bed in assignment.bedPrices.indices {
      let (price, referral) = (assignment.bedPrices[bed], assignment.referralOf[bed])
      #expect(price >= 0)
      for pair in pairs.pairs(of: bed) {
        let together = price + assignment.referralPrices[Int(pairs.referrals.at[pair])]
        #expect(together >= pairs.gains.at[pair])
        if pairs.referrals.at[pair] == referral {
          #expect(together == pairs.gains.at[pair])
          gain += pairs.gains.at[pair]
        }
      }
      if referral < 0 { #expect(price == 0) } else { #expect(assignment.bedOf[Int(referral)] == Int32(bed)) }
    }
    for referral in assignment.referralPrices.indices {
      #expect(assignment.referralPrices[referral] >= 0)
      if assignment.bedOf[referral] < 0 { #expect(assignment.referralPrices[referral] == 0) }
    }
    #expect(gain == assignment.referralPrices.reduce(0, +) + assignment.bedPrices.reduce(0, +))
  }
}
