import Afklaring
import Fixtures
import Postgres
import Testing

/// Municipalities and regions in the database: the same as in the tables that are built in.
struct PlacesLoadingTests {
  @Test func `every municipality has the region of the tables, before, at and after the reform`() async throws {
    let places = try Places.load()
    let days = try ["1999-01-01", "2026-12-31", "2027-01-01"].map { try #require(CalendarDay($0)) }
    try await TestDatabase.with { test in
      for day in days {
        let rows = try await test.owner.query(
          "select municipality_code, region_on(municipality_code, \(day)) from municipality order by municipality_code")
        #expect(rows.count == places.municipalities.count)
        for (row, municipality) in zip(rows, places.municipalities) {
          let (code, region) = try row.decode(String.self, String.self)
          #expect(code == municipality.code && region == places.region(of: municipality, on: day).reportKey)
        }
      }
    }
  }

  @Test func `a code that is loaded later keeps the region, and corrects what has come to be otherwise`() async throws {
    let municipalities = Array("municipality_code,name,region_code\n0101,København,1084\n".utf8)
    let named = "region_code,name,valid_from,valid_to,successor\n1084,Hoved,2007-01-01,2026-12-31,Øst\n"
    let coded =
      "region_code,name,valid_from,valid_to,successor\n1084,Hoved,2007-01-01,2027-12-31,Øst\n"
      + "1099,Øst,2028-01-01,,\n"
    try await TestDatabase.with { test in
      try await test.owner.query("delete from municipality_region")
      try await test.owner.query("delete from municipality")
      try await test.owner.query("delete from region")
      for regions in [named, named, coded] {
        let places = try Places(municipalities: municipalities, regions: Array(regions.utf8))
        try await places.store(in: test.owner)
      }
      let rows = try await test.owner.query(
        """
        select region.region_code, municipality_region.valid_from
        from municipality_region
        join region on region.region_id = municipality_region.region_id
        order by municipality_region.valid_from
        """)
      let found = try rows.map { try $0.decode(String.self, CalendarDay.self) }.map { "\($0.0) \($0.1)" }
      #expect(found == ["1084 2007-01-01", "1099 2028-01-01"])
    }
  }
}
