/// Særligt behov: what a person may need of a bed, in the words of beds' offers that every municipality knows. An owner
/// may offer in words of its own beside them.
public enum StandardNeed: String, Sendable, CaseIterable {
  case wheelchair
  case substanceUse = "substance_use"
  case nightStaff = "night_staff"
  case ownKitchen = "own_kitchen"
  case pets
}
