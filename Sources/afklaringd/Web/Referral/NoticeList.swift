import Afklaring
import Referral

/// What the visitor's organisation was told lately.
enum NoticeList {
  static func html(_ notices: [Notice]) -> HTML {
    guard !notices.isEmpty else { return .empty }
    let lines = notices.map { notice in
      """
      <li><time>\(DanishDates.instant(notice.toldAt))</time>
      <a href="/henvisninger/\(path: notice.referral.description)">\(notice.endedOffer.map(DanishWords.ended) ?? DanishWords.happening(notice.happening))</a></li>
      """ as HTML
    }
    return "<section aria-labelledby=\"nyt\"><h2 id=\"nyt\">Nyt</h2><ol class=\"timeline\">\(lines)</ol></section>"
  }
}
