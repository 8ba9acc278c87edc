public import Postgres

extension Places {
  /// Fills the database's municipalities, regions and memberships in a transaction of its own.
  public func store(in pool: Pool) async throws {
    try await pool.transaction { try await store(in: $0) }
  }

  /// Writes the municipalities, the regions and which belongs to which on which days; what is there stays as it is, and
  /// what the tables have come to say otherwise is corrected.
  ///
  /// A region whose code is not known stands under a key made of its name, and keeps it when the code is loaded.
  public func store(in transaction: Transaction) async throws {
    let regions = Set(municipalities.flatMap(\.regions.all)).sorted { $0.name < $1.name }
    transaction.later(
      """
      insert into region (region_id, region_code, name)
      select given.region_id, nullif(given.region_code, ''), given.name
      from unnest(\(regions.map(\.key)), \(regions.map { $0.code ?? "" }), \(regions.map(\.name)))
        as given (region_id, region_code, name)
      on conflict (name) do update set region_code = excluded.region_code
      where region.region_code is distinct from excluded.region_code
      """)
    transaction.later(
      """
      insert into municipality (municipality_code, name)
      select given.municipality_code, given.name
      from unnest(\(municipalities.map(\.code)), \(municipalities.map(\.name))) as given (municipality_code, name)
      on conflict (municipality_code) do update set name = excluded.name
      where municipality.name is distinct from excluded.name
      """)
    try await storeMemberships(in: transaction)
  }

  private func storeMemberships(in transaction: Transaction) async throws {
    let memberships = municipalities.flatMap { municipality in
      municipality.regions.all.map { (municipality: municipality.code, region: $0) }
    }
    let given: SQL = """
      select given.municipality_code, region.region_id, given.valid_from::date, nullif(given.valid_to, '')::date
      from unnest(
        \(memberships.map(\.municipality)), \(memberships.map(\.region.name)),
        \(memberships.map(\.region.validFrom.description)),
        \(memberships.map { $0.region.validTo?.description ?? "" })
      ) as given (municipality_code, region_name, valid_from, valid_to)
      join region on region.name = given.region_name
      """
    transaction.later(
      """
      delete from municipality_region
      where (municipality_code, region_id, valid_from, coalesce(valid_to, 'infinity')) not in (
        select given.municipality_code, given.region_id, given.valid_from, coalesce(given.valid_to, 'infinity')
        from (\(given)) as given (municipality_code, region_id, valid_from, valid_to))
      """)
    try await transaction.query(
      """
      insert into municipality_region (municipality_code, region_id, valid_from, valid_to)
      \(given)
      on conflict (municipality_code, valid_from) do nothing
      """)
  }
}

extension RegionHistory {
  var all: [Region] { [first] + successors }
}

extension Region {
  /// The code or, lacking one, the name in the letters of a key: `region-oestdanmark`.
  fileprivate var key: String {
    code
      ?? name.lowercased().map { letter in
        switch letter {
        case "æ": "ae"
        case "ø": "oe"
        case "å": "aa"
        case " ": "-"
        default: String(letter)
        }
      }.joined()
  }
}
