import ArgumentParser
import FoundationEssentials

/// Where reminders are sent by; without a server there are none.
struct MailOptions: ParsableArguments {
  @Option(help: "The server for reminders by e-mail: smtps://host:465, or smtp://host:587 with STARTTLS.")
  var smtpUrl: String?

  @Option(help: "Whom reminders come from.")
  var mailFrom: String?

  @Option(help: "The user name there; its password stands in AFKLARING_SMTP_PASSWORD.")
  var smtpUser: String?

  @Option(help: "A file with the certificates to trust there instead of the system's.")
  var smtpCertificates: String?

  func validate() throws {
    guard let smtpUrl else {
      if mailFrom != nil || smtpUser != nil { throw ValidationError("--smtp-url is needed with --mail-from") }
      return
    }
    guard smtpUrl.hasPrefix("smtps://") || smtpUrl.hasPrefix("smtp://") else {
      throw ValidationError("--smtp-url: expected smtps://host:465 or smtp://host:587")
    }
    guard let mailFrom, mailFrom.contains("@"), SMTP.isSafe(mailFrom) else {
      throw ValidationError("--mail-from: expected an address such as afklaring@example.dk")
    }
  }

  var sender: SMTP? {
    guard let smtpUrl, let mailFrom else { return nil }
    return SMTP(
      url: smtpUrl, from: mailFrom, user: smtpUser,
      password: ProcessInfo.processInfo.environment["AFKLARING_SMTP_PASSWORD"], authority: smtpCertificates)
  }
}
