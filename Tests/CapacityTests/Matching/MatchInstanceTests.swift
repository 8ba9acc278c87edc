import Afklaring
import Capacity
import Testing

@Suite struct `An instance of matching` {
  private static let whole = """
    {"as_of": "2026-11-22", "horizon_days": 182, "stay_days": 84,
     "weights": {"outside_municipality": 14, "outside_region": 28, "not_preferred": 3, "change": 5, "unplaced": 1000},
     "referrals": [{"id": "r1", "municipality": "0607", "region": "1083", "submitted_on": "2026-10-30",
       "ready_on": "2026-11-10", "priority": 2, "sex": "female", "needs": ["a"], "preferred_sites": ["s1"],
       "excluded_sites": []}],
     "beds": [{"id": "b1", "site": "s1", "municipality": "0410", "region": "1083", "free_from": "2026-12-01",
       "offers": ["a"], "sexes": ["female"], "closures": [{"from": "2026-12-24", "to": "2026-12-28"}]}],
     "agreements": [{"buyer": "0607", "seller": "0410"}], "previous": [{"referral": "r1", "bed": "b1"}]}
    """

  private static func problems(_ text: String) -> [String] {
    do {
      _ = try MatchInstanceReader.read(Array(text.utf8))
      return []
    } catch {
      return error.problems
    }
  }

  /// The whole instance with one place changed.
  private static func problems(_ part: String, became other: String) -> [String] {
    #expect(whole.contains(part))
    return problems(whole.replacing(part, with: other))
  }

  @Test func `is read with and without a byte order mark`() {
    #expect(Self.problems(Self.whole).isEmpty)
    #expect(Self.problems("\u{FEFF}" + Self.whole).isEmpty)
  }

  @Test(arguments: [
    (#""priority": 2, "#, "", "referrals[0].priority: is missing"),
    (#""priority": 2"#, #""priority": 6"#, "referrals[0].priority: a whole number from 1 to 5 is expected"),
    (#""priority": 2"#, #""priority": 2.0"#, "referrals[0].priority: a whole number from 1 to 5 is expected"),
    (#""priority": 2"#, #""priority": "2""#, "referrals[0].priority: a whole number is expected"),
    (#""priority": 2"#, #""priority": null"#, "referrals[0].priority: a whole number is expected"),
    (#""priority": 2"#, #""priority": 2, "priority": 2"#, "referrals[0].priority: each field once is expected"),
    (#""priority": 2"#, #""priority": 2, "colour": {"a": []}"#, "referrals[0].colour: there is no such field here"),
    (#"["a"], "preferred"#, #"[7], "preferred"#, "referrals[0].needs[0]: a text is expected"),
    (#"["a"], "preferred"#, #"[""], "preferred"#, "referrals[0].needs[0]: must not be empty"),
    (#"["a"], "preferred"#, #"{}, "preferred"#, "referrals[0].needs: a list is expected"),
    ("2026-10-30", "2026-02-30", "referrals[0].submitted_on: a date from 1900-01-01 to 2999-12-31 is expected"),
    ("2026-10-30", "1899-12-31", "referrals[0].submitted_on: a date from 1900-01-01 to 2999-12-31 is expected"),
    (#""sex": "female""#, #""sex": "f""#, "referrals[0].sex: one of female, male, other is expected"),
    (#"["female"]"#, #"["other"]"#, "beds[0].sexes[0]: one of female, male is expected"),
    ("2026-12-28", "2026-12-24", "beds[0].closures[0]: to must lie after from"),
    (#""change": 5"#, #""change": 1000000001"#, "weights.change: a whole number from 0 to 1000000000 is expected"),
    (#""change": 5"#, #""change": 1e3"#, "weights.change: a whole number from 0 to 1000000000 is expected"),
    (#""seller": "0410""#, #""seller": "0607""#, "agreements[0]: an agreement with oneself"),
    (#""bed": "b1""#, #""bed": "b2""#, "previous[0].bed: is not in the instance"),
    (#""previous": ["#, #""previous": [{"referral": "r1", "bed": "b1"}, "#, "previous[1].referral: stands twice"),
    (#""stay_days": 84"#, #""stay_days": 0"#, "stay_days: a whole number from 1 to 3650 is expected"),
  ])
  func `says where it is wrong and what is expected`(part: String, other: String, problem: String) {
    let problems = Self.problems(part, became: other)
    #expect(problems.first == problem)
  }

  @Test(arguments: [
    ("", "line 1, column 1: a value is expected, the text ends"),
    ("{\n  \"as_of\" \"x\"}", "line 2, column 11: a colon is expected"),
    ("[1, 2", "line 1, column 6: a comma or the end of the list is expected, the text ends"),
    ("{\"a\": 01}", "line 1, column 8: a comma or the end of the object is expected"),
    ("{\"a\": nul}", "line 1, column 7: a value is expected"),
    ("{\"a\": \"\\x\"}", "line 1, column 8: an escape that JSON does not know"),
    ("{\"a\": \"\\ud800\"}", "line 1, column 8: half of a surrogate pair"),
    ("{\"a\": \"\t\"}", "line 1, column 8: a control character in a text"),
    ("{\"a\": \"b", "line 1, column 7: a text that does not end"),
    (String(repeating: "[", count: 65), "line 1, column 65: nesting deeper than 64"),
    (String(repeating: "[", count: 100_000), "line 1, column 65: nesting deeper than 64"),
    (whole + " x", "line 8, column 102: something after the value"),
  ])
  func `has its syntax errors by line and column`(text: String, problem: String) {
    #expect(Self.problems(text).last == problem)
  }

  @Test func `is refused where it is not UTF-8`() {
    let bytes = Array(Self.whole.utf8).map { $0 == UInt8(ascii: "a") ? 0xFF : $0 }
    #expect(throws: MatchInstanceReader.Invalid.self) { try MatchInstanceReader.read(bytes) }
  }

  @Test func `has at most twenty of its errors told`() {
    let wrong = Self.whole.replacing(
      #"["a"], "preferred"#, with: "[\((0..<50).map(String.init).joined(separator: ","))], \"preferred")
    #expect(Self.problems(wrong).count == 20)
  }

  @Test func `has at most twenty told of ids that stand twice, too`() throws {
    var lines = (0..<15).map { _ in #"{"referral": "r1", "bed": "b1"}"# }
    lines += (0..<15).map { _ in #"{"referral": "r2", "bed": "b2"}"# }
    let wrong = Self.whole.replacing(#"{"referral": "r1", "bed": "b1"}"#, with: lines.joined(separator: ","))
    #expect(Self.problems(wrong).count == 20)
  }

  @Test func `may be empty`() throws {
    let empty = """
      {"as_of": "2026-11-22", "horizon_days": 0, "stay_days": 1, "weights": {"outside_municipality": 0,
       "outside_region": 0, "not_preferred": 0, "change": 0, "unplaced": 0}, "referrals": [], "beds": [],
       "agreements": [], "previous": []}
      """
    let plan = try MatchPlan(solving: try MatchInstanceReader.read(Array(empty.utf8)))
    #expect(plan.objective == 0 && plan.assignments.isEmpty && plan.unplaced.isEmpty)
  }

  /// Texts that look alike but are other bytes are other texts.
  @Test func `compares texts byte for byte`() {
    let composed = Self.whole.replacing(#"["a"], "pre"#, with: "[\"\u{E9}\"], \"pre")
    let plan = try? MatchPlan(
      solving: try MatchInstanceReader.read(
        Array(composed.replacing(#""offers": ["a"]"#, with: "\"offers\": [\"e\u{301}\"]").utf8)))
    #expect(plan?.assignments.isEmpty == true)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `written and read again is the same`(seed: UInt64) throws {
    var random = RandomInstances(seed: seed)
    let text = random.make(referrals: 30, beds: 20).json
    #expect(try MatchInstanceReader.read(Array(text.utf8)).json == text)
  }
}
