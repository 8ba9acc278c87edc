import Afklaring
import Fixtures
import Postgres
import Referral

/// A municipality with an open case about a person, so that messages about them pass the legal gate.
struct OpenCase {
  let test: TestDatabase
  let person: PersonID
  let ward: WardID

  /// The department of MedCom's examples is made a psychiatric ward of ours. The case rests on an admission that ended
  /// the year before, or on one that began with the examples' and goes on.
  init(_ test: TestDatabase, number: String = "2509479989", goesOn: Bool = false) async throws {
    self.test = test
    guard let herlev = MunicipalityCode(MessageTables.testReceiver.municipality) else { throw CancellationError() }
    try await MessageTables.storeTestReceiver(in: test.owner)
    let identity = try test.database.keys.identity(PersonNumber.parse(number), name: nil)
    let admission = AdmissionID()
    let from = try Instant.parse(goesOn ? "2023-03-01T11:40" : "2022-01-03T12:00")
    let to = goesOn ? nil : try Instant.parse("2022-01-20T12:00")
    (person, ward) = try await test.owner.transaction { transaction in
      MessageTables.set(department: "265161000016000", region: "1084", ward: "Psykiatri Herlev", in: transaction)
      let person = try await PersonRegister.findOrAdd(identity, in: transaction)
      let ward = try await transaction.query("select ward_id from psychiatric_department")[0].decode(WardID.self)
      transaction.later(
        """
        insert into admission (admission_id, person_id, ward_id, home_municipality_code, admitted_at, discharged_at)
        values (\(admission), \(person), \(ward), \(herlev), \(from), \(to))
        """)
      transaction.later(
        """
        insert into referral (referral_id, person_id, admission_id, municipality_code, state, submitted_at)
        values (\(ReferralID()), \(person), \(admission), \(herlev), 'submitted', \(from))
        """)
      return (person, ward)
    }
  }

  @discardableResult
  func take(_ name: String) async throws -> TakeMessage.Taken {
    try await TakeMessage(test.database).take(MedComFiles.notification(name))
  }

  /// One line per admission that the messages made or joined: from, to, leaves.
  func admissions() async throws -> [String] {
    try await test.owner.query(
      """
      select admission.admitted_at, admission.discharged_at, hospital_leave.began_at, hospital_leave.ended_at
      from admission
      left join hospital_leave on hospital_leave.admission_id = admission.admission_id
      where admission.person_id = \(person) and admission.admitted_at >= '2023-01-01'
      order by admission.admitted_at, hospital_leave.began_at
      """
    ).map { row in
      let (admitted, discharged, from, to) = try row.decode(Instant.self, Instant?.self, Instant?.self, Instant?.self)
      let leave = from.map { " leave \(Self.text($0)) to \(to.map(Self.text) ?? "-")" } ?? ""
      return "\(Self.text(admitted)) to \(discharged.map(Self.text) ?? "-")\(leave)"
    }
  }

  private static func text(_ instant: Instant) -> String { String(instant.description.prefix(19)) }
}
