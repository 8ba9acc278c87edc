import Afklaring
import Referral

/// The sections of a referral and the points of the target group in the words of the screen.
enum DraftWords {
  static func slug(_ section: ReferralDraft.Section) -> String {
    switch section {
    case .targetGroup: "maalgruppe"
    case .needs: "behov"
    case .supportBefore: "stoette"
    }
  }

  static func title(_ section: ReferralDraft.Section) -> String {
    switch section {
    case .targetGroup: "Målgruppe"
    case .needs: "Særlige behov"
    case .supportBefore: "Støtte før indlæggelsen"
    }
  }

  static func badge(_ section: ReferralDraft.Section, isWritten: Bool) -> HTML {
    if isWritten { return "<span class=\"badge good\">Udfyldt</span>" }
    return section == .supportBefore
      ? "<span class=\"badge\">Kan undlades</span>" as HTML : "<span class=\"badge waiting\">Mangler</span>"
  }

  /// Each point of the target group with its answer, and what kind of need it is.
  static func check(_ check: TargetGroupCheck, _ group: TargetGroup?) -> HTML {
    "\(points(check))\(group.map { "<p>\(DanishWords.targetGroup($0)).</p>" as HTML })"
  }

  static func points(_ check: TargetGroupCheck) -> HTML { points(check.answers) }

  /// The points that nobody has to be asked about.
  static func known(_ check: TargetGroupCheck) -> HTML {
    points(check.answers.filter { $0.point == .isAdult || $0.point == .isInPsychiatry })
  }

  private static func points(_ answers: [(point: TargetGroupCheck.Point, isMet: Bool?)]) -> HTML {
    let lines = answers.map { point, isMet in
      let mark = isMet.map { $0 ? "yes" : "no" }
      let word = isMet.map { $0 ? "ja" : "nej" } ?? "ikke oplyst"
      return "<li\(attribute: "class", mark)>\(self.point(point)): \(word)</li>" as HTML
    }
    return "<ul class=\"checks\">\(lines)</ul>"
  }

  private static func point(_ point: TargetGroupCheck.Point) -> String {
    switch point {
    case .isAdult: "18 år eller ældre"
    case .hasDisorder: "Psykisk lidelse"
    case .isInPsychiatry: "Udskrives fra regionens psykiatri"
    case .needsSupport: "Har brug for støtte eller mere støtte"
    }
  }
}
