import Afklaring
import Testing

struct MaskedTests {
  private struct Holder {
    let number: CPRNumber
    let other: PersonNumber?
    let numbers: [PersonNumber]
    let byNumber: [CPRNumber: ReplacementNumber]
  }

  private func everyText(of value: some Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    let children = Mirror(reflecting: value).children.map { "\($0)" }.joined()
    return ["\(value)", String(describing: value), String(reflecting: value), dumped, children].joined(separator: "\n")
  }

  @Test func `no text made of a number holds its last four characters`() throws {
    let number = try CPRNumber.parse("120470-9996")
    let replacement = try ReplacementNumber.parse("120655-0VK9")
    let holder = Holder(
      number: number, other: .cpr(number), numbers: [.cpr(number), .replacement(replacement)],
      byNumber: [number: replacement])
    let texts = [
      everyText(of: number), everyText(of: replacement), everyText(of: PersonNumber.cpr(number)),
      everyText(of: PersonNumber.replacement(replacement)), everyText(of: holder), everyText(of: Optional(number)),
    ]
    for text in texts {
      #expect(!text.contains("9996"))
      #expect(!text.contains("VK9"))
      #expect(text.contains("-••••"))
    }
    #expect("\(number)" == "120470-••••")
    #expect("\(PersonNumber.replacement(replacement))" == "120655-••••")
    #expect(Mirror(reflecting: number).children.isEmpty)
  }

  @Test(arguments: PersonNumberError.allCases) func `a refusal says what is allowed, without a number`(
    error: PersonNumberError
  ) {
    #expect(error.description.contains("DDMMYY"))
    #expect(Mirror(reflecting: error).children.isEmpty)
  }
}
