public import Afklaring
internal import Postgres

/// A referral that a ward has begun to write (kladde), section by section; nil is what nobody has written yet.
public struct ReferralDraft: Sendable {
  public let hasDisorder: Bool?
  public let targetGroup: TargetGroup?
  public let needs: [String]?
  public let supportBefore: [OnwardSupport]?
  public let savedAt: Instant?

  /// A part that is written and saved by itself.
  public enum Section: String, Sendable, CaseIterable {
    case targetGroup = "target_group"
    case needs
    case supportBefore = "support_before"
  }

  /// What is written in a section.
  public enum Content: Sendable {
    case targetGroup(TargetGroup?, hasDisorder: Bool?)
    case needs([String])
    case supportBefore([OnwardSupport])
  }

  public func isWritten(_ section: Section) -> Bool {
    switch section {
    case .targetGroup: targetGroup != nil && hasDisorder != nil
    case .needs: needs != nil
    case .supportBefore: supportBefore != nil
    }
  }

  /// Of a row with the draft's columns.
  init(_ row: Row) throws {
    hasDisorder = try row("draft_has_disorder")
    targetGroup = try row("draft_target_group", as: String?.self).flatMap(TargetGroup.init(rawValue:))
    needs = try row("draft_needs")
    supportBefore = try row("draft_support_before", as: [String]?.self)?.compactMap(OnwardSupport.init(rawValue:))
    savedAt = try row("draft_saved_at")
  }
}
