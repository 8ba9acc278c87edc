/// What may be in a plan of least cost: of each referral the beds, and the hub, that stands for going without one, whose
/// cost is exactly the referral's price.
struct TightOptions: Sendable {
  /// The number that stands for no bed.
  let hub: Int32
  /// The beds without a price: they may be left free.
  let freeOfPrice: [Int32]
  private let isFree: [Bool]
  private var optionStarts: [Int] = [0]
  private var options: [Int32] = []
  private var referralStarts: [Int]
  private var referrals: [Int32]

  init(_ pairs: PossiblePairs, costsOfNone: [Int], _ assignment: Assignment) {
    hub = Int32(assignment.bedPrices.count)
    isFree = assignment.bedPrices.map { $0 == 0 }
    freeOfPrice = assignment.bedPrices.indices.filter { assignment.bedPrices[$0] == 0 }.map(Int32.init)
    var counts = Array(repeating: 0, count: assignment.bedPrices.count + 1)
    for referral in costsOfNone.indices {
      let price = assignment.referralPrices[referral]
      for pair in pairs.pairs(of: referral) {
        let bed = pairs.beds[pair]
        guard pairs.costs[pair] + assignment.bedPrices[Int(bed)] == price else { continue }
        options.append(bed)
        counts[Int(bed)] += 1
      }
      if costsOfNone[referral] == price {
        options.append(hub)
        counts[Int(hub)] += 1
      }
      optionStarts.append(options.count)
    }
    referralStarts = counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    referrals = Array(repeating: 0, count: options.count)
    var next = referralStarts
    for referral in costsOfNone.indices {
      for option in options[optionStarts[referral]..<optionStarts[referral + 1]] {
        referrals[next[Int(option)]] = Int32(referral)
        next[Int(option)] += 1
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
