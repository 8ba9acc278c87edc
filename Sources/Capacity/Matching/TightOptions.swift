/// What may be in a plan of least cost: of each referral the beds whose price and its own add up to their gain, and the hub,
/// that stands for going without one, where its price is zero.
struct TightOptions: Sendable {
  /// The number that stands for no bed.
  let hub: Int32
  /// The beds without a price: they may be left free.
  let freeOfPrice: [Int32]
  private let isFree: [Bool]
  private let optionStarts: [Int]
  private var options: [Int32]
  private let referralStarts: [Int]
  private let referrals: [Int32]

  init<Gain>(_ pairs: PossiblePairs<Gain>, _ assignment: Assignment<Gain>) {
    hub = Int32(assignment.bedPrices.count)
    isFree = assignment.bedPrices.map { $0 == 0 }
    freeOfPrice = assignment.bedPrices.indices.filter { assignment.bedPrices[$0] == 0 }.map(Int32.init)
    var referrals: [Int32] = []
    var referralStarts = [0]
    for bed in assignment.bedPrices.indices {
      for pair in pairs.pairs(of: bed) {
        let referral = pairs.referrals.at[pair]
        if assignment.bedPrices[bed] + assignment.referralPrices[Int(referral)] == pairs.gains.at[pair] {
          referrals.append(referral)
        }
      }
      referralStarts.append(referrals.count)
    }
    referrals += assignment.referralPrices.indices.filter { assignment.referralPrices[$0] == 0 }.map(Int32.init)
    referralStarts.append(referrals.count)
    (self.referrals, self.referralStarts) = (referrals, referralStarts)
    var counts = Array(repeating: 0, count: assignment.referralPrices.count)
    for referral in referrals { counts[Int(referral)] += 1 }
    optionStarts = counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    options = Array(repeating: 0, count: referrals.count)
    var next = optionStarts
    for place in 0...Int(hub) {
      for referral in referrals[referralStarts[place]..<referralStarts[place + 1]] {
        options[next[Int(referral)]] = Int32(place)
        next[Int(referral)] += 1
      }
    }
  }

  func options(of referral: Int) -> ArraySlice<Int32> {
    options[optionStarts[referral]..<optionStarts[referral + 1]]
  }

  /// Whose option a bed, or the hub, is.
  func referrals(at place: Int32) -> ArraySlice<Int32> {
    referrals[referralStarts[Int(place)]..<referralStarts[Int(place) + 1]]
  }

  func isFreeOfPrice(_ bed: Int32) -> Bool { isFree[Int(bed)] }
}
