import Afklaring
import Postgres

/// Somebody who can sign in to the made-up country.
struct DemoLogin: Sendable {
  let standing: Standing
  let organisation: String
  let userName: String
  let displayName: String

  /// One for all: nobody there is real.
  static let password = "afklaring-demo"

  /// Who works there; each a name that nobody in the made-up country's wards has.
  static let names = [
    "Astrid Kofoed", "Bodil Thinggaard", "Carsten Ulvskov", "Dorthe Rosenlund", "Emil Gadegaard", "Frida Hvidtfeldt",
    "Gitte Marker", "Henning Sandbjerg", "Inger Klitgaard", "Jonas Tangaa", "Kirsten Vindelev", "Lise Bækgaard",
    "Morten Stensig", "Nina Overballe", "Oluf Brandstrup", "Poul Egelykke", "Regitze Holst", "Stine Elkjær",
    "Thorkild Nymark", "Vera Langballe",
  ]

  /// Role, organisation, user name, password.
  var line: String {
    [standing.role.rawValue, organisation, userName, Self.password].joined(separator: "\t")
  }

  func store(_ hash: PasswordHash, in transaction: Transaction) {
    let account = AccountID()
    let columns = standing.columns
    transaction.later(
      """
      insert into account (account_id, user_name, display_name, password_salt, password_hash, is_made_up)
      values (\(account), \(userName), \(displayName), \(hash.salt), \(hash.hash), true)
      """)
    transaction.later(
      """
      insert into account_role (account_id, role, municipality_code, ward_id, site_id)
      values (\(account), \(standing.role.rawValue), \(columns.municipality), \(columns.ward), \(columns.site))
      """)
  }
}
