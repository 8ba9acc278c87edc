import Afklaring
import Referral

/// What the visitor's organisation was told lately.
enum NoticeList {
  /// How long the use of emergency access stands above everything else.
  static let emergencyDays = 14

  static func emergencies(_ count: Int) -> HTML {
    guard count > 0 else { return .empty }
    let times = count == 1 ? "en gang" : "\(count) gange"
    return """
      <div class="notice warn"><p>Nødadgang er brugt \(times) til jeres borgere i de seneste \(emergencyDays) dage.
      <a href="/noedadgang">Se, hvem det var, og hvorfor</a></p></div>
      """
  }

  static func html(_ notices: [Notice]) -> HTML {
    guard !notices.isEmpty else { return .empty }
    let lines = notices.map { notice in
      let words = notice.endedOffer.map(DanishWords.ended) ?? DanishWords.happening(notice.happening)
      let told: HTML =
        if let bed = notice.bed {
          "<a href=\"/pladser\">\(words): \(bed)</a>"
        } else {
          "<a href=\"/henvisninger/\(path: notice.referral.description)\">\(words)</a>"
        }
      return "<li><time>\(DanishDates.instant(notice.toldAt))</time> \(told)</li>" as HTML
    }
    return "<section aria-labelledby=\"nyt\"><h2 id=\"nyt\">Nyt</h2><ol class=\"timeline\">\(lines)</ol></section>"
  }
}
