public import Afklaring
public import Postgres

/// The two tables by which messages find their way: whose they are, and which departments are psychiatric. An
/// administrator keeps both.
public enum MessageTables {
  /// MedCom's own test receiver, Plejecenter Herlev: its test messages can be taken by any installation.
  public static let testReceiver = (identifiers: ["953741000016009", "5790001348120"], municipality: "0163")

  public static func storeTestReceiver(in pool: Pool) async throws {
    guard let municipality = MunicipalityCode(testReceiver.municipality) else { return }
    try await pool.transaction { transaction in
      for identifier in testReceiver.identifiers { set(identifier, municipality, in: transaction) }
    }
  }

  /// Messages to this SOR or GLN are the municipality's.
  public static func set(_ identifier: String, _ municipality: MunicipalityCode, in transaction: Transaction) {
    transaction.later(
      """
      insert into message_receiver (identifier, municipality_code) values (\(identifier), \(municipality))
      on conflict (identifier) do update set municipality_code = excluded.municipality_code
      """)
  }

  /// The department with this SOR id is the psychiatric ward of that name and region, which is made if it is new.
  public static func set(
    department sor: String, region: String, ward: String, in transaction: Transaction
  ) {
    transaction.later(
      """
      insert into ward (ward_id, region_id, name, is_psychiatric) values (\(WardID()), \(region), \(ward), true)
      on conflict (region_id, name) do nothing
      """)
    transaction.later(
      """
      insert into psychiatric_department (sor_code, ward_id)
      select \(sor), ward_id from ward where region_id = \(region) and name = \(ward)
      on conflict (sor_code) do update set ward_id = excluded.ward_id
      """)
  }
}
