internal import Postgres

/// Seals anew, under the key that seals now, what other keys sealed: some rows at a time, while everybody works on.
public struct Resealing: Sendable {
  private let database: Database

  public init(_ database: Database) {
    self.database = database
  }

  private static let batch = 500

  /// Every sealed value there is.
  static let everyValue: SQL = """
    select name_sealed as sealed from person_name
    union all
    select number_sealed from person_number
    union all
    select reason_sealed from emergency_access
    union all
    select text_sealed from written_text
    union all
    select texts_sealed from case_sheet where texts_sealed is not null
    union all
    select totp_sealed from account where totp_sealed is not null
    """

  /// How many values each key sealed, by its number.
  public func usage() async throws -> [UInt32: Int] {
    let rows = try await database.query(
      as: .system,
      """
      select substr(sealed, 2, 4), count(*)
      from (\(Self.everyValue)) as every
      group by 1
      """)
    var usage: [UInt32: Int] = [:]
    for row in rows {
      let (number, count) = try row.decode(Bytes.self, Int.self)
      usage[number.value.reduce(0) { $0 << 8 | UInt32($1) }] = count
    }
    return usage
  }

  /// - Returns: how many were sealed anew, and how many could not be opened and are as they were.
  public func run() async throws -> (resealed: Int, damaged: Int) {
    let names = try await run(
      table: "person_name", key: "person_id", value: "name_sealed", as: .personName, PersonID.self)
    let numbers = try await run(
      table: "person_number", key: "number_index", value: "number_sealed", as: .personNumber, Bytes.self)
    let secrets = try await run(
      table: "account", key: "account_id", value: "totp_sealed", as: .oneTimeSecret, AccountID.self)
    let reasons = try await run(
      table: "emergency_access", key: "emergency_access_id", value: "reason_sealed", as: .emergencyReason,
      Identifier<Resealing>.self)
    let texts = try await run(
      table: "written_text", key: "written_text_id", value: "text_sealed", as: .writtenText, WrittenTextID.self)
    let sheets = try await run(
      table: "case_sheet", key: "case_sheet_id", value: "texts_sealed", as: .writtenText, Identifier<Resealing>.self)
    let all = [names, numbers, secrets, reasons, texts, sheets]
    return (all.reduce(0) { $0 + $1.resealed }, all.reduce(0) { $0 + $1.damaged })
  }

  private func run<Key: PostgresEncodable & PostgresDecodable & PostgresArrayElement & Sendable>(
    table: String, key: String, value: String, as purpose: Keyring.Purpose, _: Key.Type
  ) async throws -> (resealed: Int, damaged: Int) {
    let (table, key, value) = (SQL(trusted: table), SQL(trusted: key), SQL(trusted: value))
    var (resealed, damaged, last) = (0, 0, Key?.none)
    while true {
      let behind: SQL = last.map { "\(key) > \($0)" } ?? "true"
      let (done, broken, end) = try await database.transaction(as: .system) { transaction in
        let keyring = database.keys
        let rows = try await transaction.query(
          """
          select \(key), \(value) from \(table)
          where substr(\(value), 2, 4) <> \(Bytes(.bigEndian(keyring.numbers[0]))) and \(behind)
          order by \(key) limit \(Self.batch)
          for no key update
          """
        ).map { try $0.decode(Key.self, Bytes.self) }
        let anew = rows.compactMap { row in
          Self.resealed(row.1, as: purpose, keyring).map { (row.0, $0) }
        }
        transaction.later(
          """
          update \(table) set \(value) = anew.value
          from unnest(\(anew.map { $0.0 }), \(anew.map { $0.1 })) as anew (key, value)
          where \(table).\(key) = anew.key
          """)
        return (anew.count, rows.count - anew.count, rows.last?.0)
      }
      (resealed, damaged) = (resealed + done, damaged + broken)
      guard let end else { return (resealed, damaged) }
      last = end
    }
  }

  private static func resealed(_ value: Bytes, as purpose: Keyring.Purpose, _ keyring: Keyring) -> Bytes? {
    do { return try keyring.seal(keyring.open(value, as: purpose), as: purpose) } catch { return nil }
  }
}
