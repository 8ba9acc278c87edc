import Experience
import Testing

@Suite struct `An instrument` {
  @Test(arguments: [
    (Instrument.who5, [1, 1, 1, 2, 1], 2400), (.who5, [2, 3, 2, 3, 2], 4800), (.inspireO, [4, 4, 4, 4, 4], 10_000),
    (.swemwbs, [1, 1, 1, 1, 1, 1, 1], 700), (.swemwbs, [5, 5, 5, 5, 5, 5, 5], 3500),
    (.swemwbs, [3, 3, 3, 3, 3, 3, 3], 1925),
  ])
  func `makes one total of its answers`(instrument: Instrument, items: [Int?], hundredths: Int) throws {
    #expect(try instrument.total(of: items) == hundredths)
  }

  @Test func `has no total where an item is missing`() throws {
    #expect(try Instrument.who5.total(of: [1, nil, 2, 1, 1]) == nil)
  }

  @Test func `refuses another number of items and answers out of range`() {
    #expect(throws: AnswerProblem.itemCount(expected: 5)) { try Instrument.who5.total(of: [1, 2]) }
    #expect(throws: AnswerProblem.outOfRange(0...5)) { try Instrument.who5.total(of: [1, 2, 3, 4, 6]) }
  }
}
