public import Postgres

extension Places {
  /// Fills the database's municipalities, regions and memberships from the built-in tables; again changes nothing.
  public func store(in pool: Pool) async throws {
    try await pool.transaction { transaction in
      for municipality in municipalities {
        transaction.later(
          """
          insert into municipality (municipality_code, name) values (\(municipality.code), \(municipality.name))
          on conflict (municipality_code) do update set name = excluded.name
          """)
        for region in municipality.regions.all { store(region, of: municipality, in: transaction) }
      }
    }
  }

  private func store(_ region: Region, of municipality: Municipality, in transaction: Transaction) {
    transaction.later(
      """
      insert into region (region_id, region_code, name) values (\(region.reportKey), \(region.code), \(region.name))
      on conflict (region_id) do update set region_code = excluded.region_code, name = excluded.name
      """)
    transaction.later(
      """
      insert into municipality_region (municipality_code, region_id, valid_from, valid_to)
      values (\(municipality.code), \(region.reportKey), \(region.validFrom), \(region.validTo))
      on conflict (municipality_code, valid_from) do update
      set region_id = excluded.region_id, valid_to = excluded.valid_to
      """)
  }
}

extension RegionHistory {
  var all: [Region] { [first] + successors }
}
