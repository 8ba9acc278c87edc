/// Måleinstrument: how a questionnaire's answers become one total. Source: domain.md section 9.
public struct Instrument: Sendable, Equatable {
  /// As in imports and reports: `who5`.
  public let code: String
  public let itemCount: Int
  public let answers: ClosedRange<Int>
  let scoring: Scoring
  /// The smallest change of the total that means something; nil where none is stated.
  public let meaningfulChange: Int?

  enum Scoring: Sendable, Equatable {
    case sum(times: Int)
    /// The raw sum's place in a table, from its lowest value on, in hundredths.
    case table(from: Int, hundredths: [Int])
  }

  /// The total in hundredths; nil where an item is missing, for then there is no total.
  ///
  /// - Throws: `AnswerProblem` where there are too few or too many items, or one is out of range.
  public func total(of items: [Int?]) throws(AnswerProblem) -> Int? {
    guard items.count == itemCount else { throw .itemCount(expected: itemCount) }
    guard items.allSatisfy({ $0.map(answers.contains) ?? true }) else { throw .outOfRange(answers) }
    let given = items.compactMap(\.self)
    guard given.count == itemCount else { return nil }
    let sum = given.reduce(0, +)
    return switch scoring {
    case .sum(let factor): sum * factor * 100
    case .table(let lowest, let hundredths): hundredths[sum - lowest]
    }
  }
}

/// Answers that are not an instrument's.
public enum AnswerProblem: Error, Sendable, Equatable, CustomStringConvertible {
  case itemCount(expected: Int)
  case outOfRange(ClosedRange<Int>)

  public var description: String {
    switch self {
    case .itemCount(let expected): "expected \(expected) items, an empty place for a missing one"
    case .outOfRange(let range): "expected whole numbers from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}

extension Instrument {
  /// WHO-5 (c) World Health Organization, CC BY-NC-SA 3.0 IGO.
  public static let who5 = Instrument(
    code: "who5", itemCount: 5, answers: 0...5, scoring: .sum(times: 4), meaningfulChange: 10)

  public static let inspireO = Instrument(
    code: "inspire_o", itemCount: 5, answers: 0...4, scoring: .sum(times: 5), meaningfulChange: 8)

  public static let qpr15 = Instrument(
    code: "qpr15", itemCount: 15, answers: 0...4, scoring: .sum(times: 1), meaningfulChange: nil)

  /// The raw sum as a metric score.
  public static let swemwbs = Instrument(
    code: "swemwbs", itemCount: 7, answers: 1...5,
    scoring: .table(
      from: 7,
      hundredths: [
        700, 951, 1125, 1240, 1333, 1408, 1475, 1532, 1584, 1636, 1688, 1743, 1798, 1859, 1925, 1998, 2073, 2154, 2235,
        2321, 2411, 2503, 2602, 2703, 2813, 2931, 3070, 3255, 3500,
      ]),
    meaningfulChange: nil)
}
