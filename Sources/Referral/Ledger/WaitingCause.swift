/// Why a waiting day was waited (årsag). Source: domain.md section 3; what follows from the course is this project's own rule.
public enum WaitingCause: String, Sendable, CaseIterable {
  case hospital, municipality, citizen
  case noBed = "no_bed"
  case other
}
