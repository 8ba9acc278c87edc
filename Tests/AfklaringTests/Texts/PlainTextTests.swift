import Afklaring
import Testing

struct PlainTextTests {
  @Test(arguments: [
    "Østergård", "Anna-Maria O'Neill", "e\u{301}", "سلام", "می\u{200C}خواهم", "👩\u{200D}👧", "soft\u{AD}hyphen", " x ",
  ])
  func `what people write is plain`(_ text: String) {
    #expect(PlainText.isPlain(text))
  }

  @Test(
    arguments: ["\0", "\t", "\n", "\r", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{2028}", "\u{2029}"]
      + ["\u{061C}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}"])
  func `a control, the end of a line or a mark of direction is not, and is shown as a sign`(_ mark: String) {
    #expect(!PlainText.isPlain("Anna" + mark + "Holm"))
    #expect(PlainText.shown("Anna" + mark + "Holm") == "Anna\u{FFFD}Holm")
  }

  @Test(arguments: ["", " ", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{2060} \u{200D}", "\u{3164}", "\u{FE0F}"])
  func `what nobody can see is no text`(_ text: String) {
    #expect(!PlainText.isPlain(text))
  }

  @Test func `a text is as long as its scalars are many`() {
    #expect(PlainText.length("Holm") == 4)
    #expect(PlainText.length("a" + String(repeating: "\u{301}", count: 1000)) == 1001)
  }

  @Test func `what is shown ends at its limit, and hides nothing`() {
    #expect(PlainText.shown("Fredericia", limit: 4) == "Fred…")
    #expect(PlainText.shown("Fredericia", limit: 10) == "Fredericia")
    #expect(PlainText.shown("a\u{200B}b\r\nc") == "a\u{FFFD}b\u{FFFD}\u{FFFD}c")
  }
}
