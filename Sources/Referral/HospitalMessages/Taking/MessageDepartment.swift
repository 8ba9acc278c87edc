internal import Afklaring
internal import Postgres

/// The ward that a message's department is: one of ours, by the table that an administrator keeps, or one known from
/// messages alone, which is not taken for psychiatric.
enum MessageDepartment {
  static func find(_ department: HospitalEvent.Department?, in transaction: Transaction) async throws -> WardID? {
    guard let sor = department?.sor else { return nil }
    return try await transaction.query(
      "select ward_id from psychiatric_department where sor_code = \(sor)"
    ).first?.decode(WardID.self)
  }

  static func unlisted(_ department: HospitalEvent.Department?, in transaction: Transaction) async throws -> WardID {
    let (name, sor) = (department?.name ?? department?.sor ?? "Ukendt afdeling", department?.sor)
    try await transaction.query(
      """
      insert into ward (ward_id, name, sor_code, is_psychiatric)
      select \(WardID()), \(name), \(sor), false
      where not exists (select from ward where region_id is null and sor_code is null and name = \(name))
        or \(sor)::text is not null
      on conflict do nothing
      """)
    let rows = try await transaction.query(
      """
      select ward_id
      from ward
      where region_id is null and (sor_code = \(sor) or (sor_code is null and name = \(name)))
      order by sor_code nulls last
      limit 1
      """)
    guard let row = rows.first else { throw DecodingProblem(column: "ward_id", expected: "a ward") }
    return try row.decode(WardID.self)
  }
}
