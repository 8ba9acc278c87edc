/// What a bed's nights are taken for.
public enum HoldKind: String, Sendable, Equatable {
  /// Pladstilbud.
  case offer
  /// Bevilling.
  case assignment
  /// Ophold.
  case stay
  /// Lukkeperiode.
  case closure
}
