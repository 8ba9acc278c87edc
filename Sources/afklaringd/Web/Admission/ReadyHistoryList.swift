import Afklaring
import Referral

/// What was said of the patient's ready date, when, by whom and why.
enum ReadyHistoryList {
  static func html(_ history: ReadyHistory) -> HTML {
    let declared = history.declared.map { one in
      "<li><time>\(DanishDates.instant(one.declaredAt))</time> \(declaredWords(one))</li>" as HTML
    }
    let expected = history.expected.map { one in
      """
      <li><time>\(DanishDates.instant(one.toldAt))</time> Varslet til \(DanishDates.day(one.expectedOn))\(one.reason.map { ": \(DanishWords.expectedReady($0).lowercased())" })</li>
      """ as HTML
    }
    guard !declared.isEmpty || !expected.isEmpty else { return .empty }
    return """
      <section aria-labelledby="meldt"><h2 id="meldt">Meldt og varslet færdigbehandlet</h2>
      <ol class="timeline">\(declared)\(expected)</ol></section>
      """
  }

  private static func declaredWords(_ one: ReadyHistory.Declared) -> String {
    let doctor = one.declaredBy.map { " af \($0)" } ?? ""
    var words = "Meldt færdigbehandlet fra \(DanishDates.day(one.readyOn))\(doctor)"
    if let day = one.withdrawnOn {
      let reason = one.withdrawalReason.map { ": \(DanishWords.readyWithdrawal($0).lowercased())" } ?? ""
      words += ". Tilbagekaldt fra \(DanishDates.day(day))\(reason)"
    } else if let day = one.dischargedOn {
      words += ". Udskrevet \(DanishDates.day(day))"
    }
    return words
  }
}
