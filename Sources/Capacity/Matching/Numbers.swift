/// Room for as many numbers as it is made for, looked at without a check each time: an instance is looked at hundreds of
/// millions of times, each time by an index that was made from the same counts.
final class Numbers<Number: FixedWidthInteger> {
  let at: UnsafeMutablePointer<Number>
  let count: Int

  init(_ number: Number, count: Int) {
    at = .allocate(capacity: count)
    at.initialize(repeating: number, count: count)
    self.count = count
  }

  convenience init(_ numbers: [Number]) {
    self.init(0, count: numbers.count)
    for (place, number) in numbers.enumerated() { at[place] = number }
  }

  deinit { at.deallocate() }

  var array: [Number] { Array(UnsafeBufferPointer(start: at, count: count)) }
}
