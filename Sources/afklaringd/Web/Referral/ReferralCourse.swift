import Afklaring
import Referral

/// What was written, decided and done in a course so far.
enum ReferralCourse {
  static func html(_ details: ReferralDetails, _ history: [HistoryLine]) -> HTML {
    questions(details.questions) + stay(details) + queue(details.queueMoves) + ReadyHistoryList.html(details.ready)
      + CorrectionList.html(details.corrections)
      + lines(history)
  }

  private static func questions(_ questions: [ReferralDetails.Question]) -> HTML {
    guard !questions.isEmpty else { return .empty }
    let items = questions.map { one in
      let answer: HTML =
        if let text = one.answer, let at = one.answeredAt {
          "<dd><span class=\"muted\">Svar \(DanishDates.instant(at))</span><p class=\"written\">\(text)</p></dd>"
        } else {
          "<dd class=\"muted\">Ikke besvaret endnu</dd>"
        }
      return """
        <dt><span class="muted">Spørgsmål \(DanishDates.instant(one.askedAt))</span><p class="written">\(one.question)</p></dt>\(answer)
        """ as HTML
    }
    return """
      <section aria-labelledby="oplysninger"><h2 id="oplysninger">Oplysninger</h2><dl class="exchange">\(items)</dl></section>
      """
  }

  private static func stay(_ details: ReferralDetails) -> HTML {
    var lines: [String] = []
    if let clarified = details.clarified {
      let to = clarified.to.map { ": \(DanishWords.onward($0))" } ?? ""
      lines.append("Afklaret \(DanishDates.day(clarified.on))\(to)")
    }
    lines += details.extensions.map { one in
      "Forlænget fra \(DanishDates.day(one.from)) til \(DanishDates.day(one.to)): "
        + DanishWords.extensionReason(one.reason).lowercased()
    }
    lines += details.leaves.map { one in
      "Fravær fra \(DanishDates.day(one.from))\(one.to.map { " til \(DanishDates.day($0))" } ?? ", er ikke tilbage"): "
        + DanishWords.leaveReason(one.reason).lowercased()
    }
    lines += details.earlierPlaces.map { one in
      "Boede først på plads \(one.bed), \(DanishDates.day(one.nights.lowerBound)) til \(DanishDates.day(one.nights.upperBound))"
    }
    if let ending = details.ending { lines.append("Opholdet sluttede: \(DanishWords.ending(ending).lowercased())") }
    guard !lines.isEmpty else { return .empty }
    let items = lines.map { "<li>\($0)</li>" as HTML }
    return "<section aria-labelledby=\"opholdet\"><h2 id=\"opholdet\">Opholdet</h2><ul>\(items)</ul></section>"
  }

  private static func queue(_ moves: [ReferralDetails.QueueMove]) -> HTML {
    guard !moves.isEmpty else { return .empty }
    let items = moves.map { move in
      """
      <li>Flyttet fra nummer \(move.from) til nummer \(move.to): \(DanishWords.queueReason(move.reason).lowercased())
      <span class="muted">\(DanishDates.instant(move.movedAt))</span></li>
      """ as HTML
    }
    return "<section aria-labelledby=\"koeen\"><h2 id=\"koeen\">Pladsen i køen</h2><ul>\(items)</ul></section>"
  }

  private static func lines(_ history: [HistoryLine]) -> HTML {
    guard !history.isEmpty else { return .empty }
    let items = history.map { line in
      let who = line.organisation ?? "Afklaring"
      let role = line.role.map { ", \(DanishNames.role($0))" } ?? ""
      return """
        <li><time>\(DanishDates.instant(line.recordedAt))</time> \(DanishWords.action(line.action).capitalizedFirst)
        <span class="muted">\(who)\(line.organisation == nil ? "" : role)</span></li>
        """ as HTML
    }
    return """
      <section aria-labelledby="forloeb"><h2 id="forloeb">Forløbet indtil nu</h2><ol class="timeline">\(items)</ol></section>
      """
  }
}

extension String {
  /// As a sentence begins.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
