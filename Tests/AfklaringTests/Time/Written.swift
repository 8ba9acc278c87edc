import Afklaring
import Testing

/// The day or instant that a test writes out; a test that writes a wrong one fails there.
func day(_ text: String, at place: SourceLocation = #_sourceLocation) throws -> CalendarDay {
  try #require(CalendarDay(text), sourceLocation: place)
}

func instant(_ text: String) throws -> Instant {
  try Instant.parse(text)
}
