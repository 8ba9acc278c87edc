import Foundation
import Testing

@testable import Afklaring

@Suite struct `A composed text` {
  @Test(arguments: [
    "", "plain", "Østergård", "A\u{30A}rhus", "e\u{301}e\u{301}", "\u{1E9B}\u{323}", "한글", "\u{1112}\u{1161}\u{11AB}",
    "👩\u{200D}👧", "a\u{315}\u{300}\u{5AE}\u{62}", String(repeating: "o\u{308}", count: 10_000),
  ])
  func `is in the form that Foundation makes`(text: String) {
    let composed = ComposedText.of(text)
    #expect(Array(composed.utf8) == Array(text.precomposedStringWithCanonicalMapping.utf8))
    #expect(Array(ComposedText.of(composed).utf8) == Array(composed.utf8))
  }
}
