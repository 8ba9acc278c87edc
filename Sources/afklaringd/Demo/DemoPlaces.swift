import Afklaring
import Postgres

/// The made-up country's organisations: real municipalities, made-up sites and beds.
struct DemoPlaces: Sendable {
  struct Ward: Sendable {
    let id = WardID()
    let name: String
    let region: String
    let userName: String
  }

  struct Bed: Sendable {
    let id = BedID()
    let code: String
    let offers: [String]
    let sexes: [String]
  }

  struct Site: Sendable {
    let id = SiteID()
    let code: String
    let name: String
    let owner: String
    let turnaroundDays: Int
    let beds: [Bed]
  }

  struct Council: Sendable {
    let code: String
    let name: String
    let userName: String
  }

  let wards = [
    Ward(name: "Psykiatrien Middelfart O2", region: "1083", userName: "middelfart-o2"),
    Ward(name: "Psykiatrisk Afdeling Odense P4", region: "1083", userName: "odense-p4"),
    Ward(name: "Aarhus Universitetshospital Skejby N2", region: "1082", userName: "skejby-n2"),
  ]

  let councils = [
    Council(code: "0607", name: "Fredericia", userName: "fredericia"),
    Council(code: "0410", name: "Middelfart", userName: "middelfart"),
    Council(code: "0461", name: "Odense", userName: "odense"),
    Council(code: "0740", name: "Silkeborg", userName: "silkeborg"),
    Council(code: "0751", name: "Aarhus", userName: "aarhus"),
  ]

  let sites = [
    Site(
      code: "FRE", name: "Afklaringspladserne Fredericia", owner: "0607", turnaroundDays: 1,
      beds: [
        Bed(code: "FRE-1", offers: [], sexes: []), Bed(code: "FRE-2", offers: ["substance_use"], sexes: []),
        Bed(code: "FRE-3", offers: ["wheelchair"], sexes: []),
      ]),
    Site(
      code: "MID", name: "Guldregnen", owner: "0410", turnaroundDays: 0,
      beds: [
        Bed(code: "MID-1", offers: ["night_staff"], sexes: []),
        Bed(code: "MID-2", offers: ["wheelchair", "night_staff"], sexes: []),
      ]),
    Site(
      code: "AAR", name: "Skovbrynet", owner: "0751", turnaroundDays: 2,
      beds: [
        Bed(code: "AAR-1", offers: ["own_kitchen"], sexes: ["female"]),
        Bed(code: "AAR-2", offers: ["substance_use", "night_staff"], sexes: []),
        Bed(code: "AAR-3", offers: [], sexes: []),
      ]),
  ]

  func store(in transaction: Transaction) {
    for ward in wards {
      transaction.later(
        """
        insert into ward (ward_id, region_id, name, is_psychiatric)
        values (\(ward.id), \(ward.region), \(ward.name), true)
        """)
    }
    for site in sites { store(site, in: transaction) }
    for buyer in councils {
      for seller in Set(sites.map(\.owner)).sorted() where seller != buyer.code {
        transaction.later(
          """
          insert into agreement (agreement_id, buyer_code, seller_code, valid_from, price_per_day)
          values (\(Identifier<DemoPlaces>()), \(buyer.code), \(seller), '2026-01-01', 2150)
          """)
      }
    }
    storeRates(in: transaction)
  }

  private func store(_ site: Site, in transaction: Transaction) {
    transaction.later(
      """
      insert into site (site_id, site_code, municipality_code, name, kind, max_stay_days, turnaround_days)
      values (\(site.id), \(site.code), \(site.owner), \(site.name), 'afklaring', 91, \(site.turnaroundDays))
      """)
    for bed in site.beds {
      transaction.later(
        """
        insert into bed (bed_id, bed_code, site_id, in_service_from, offers, sexes)
        values (\(bed.id), \(bed.code), \(site.id), '2026-01-01', \(bed.offers), \(bed.sexes))
        """)
    }
  }

  /// Made-up rates, and said to be.
  private func storeRates(in transaction: Transaction) {
    for (payee, from, to, amount) in [("region", 1, nil, 2100), ("state", 1, 2, 0), ("state", 3, nil, 1000)]
      as [(String, Int, Int?, Int)]
    {
      transaction.later(
        """
        insert into rate (rate_id, sector, payee, from_day, to_day, amount, valid_from, source)
        values (\(Identifier<DemoPlaces>()), 'psychiatry', \(payee), \(from)::int, \(to)::int, \(amount)::numeric,
          '2026-01-01', 'opdigtet')
        """)
    }
  }

  var logins: [DemoLogin] {
    get throws(DecodingProblem) {
      var logins: [DemoLogin] = []
      func add(_ standing: Standing, _ organisation: String, _ userName: String) {
        let displayName = DemoLogin.names[logins.count % DemoLogin.names.count]
        logins.append(
          DemoLogin(standing: standing, organisation: organisation, userName: userName, displayName: displayName))
      }
      for ward in wards { add(.dischargeCoordinator(ward.id), ward.name, "udskrivning-\(ward.userName)") }
      for council in councils {
        guard let code = MunicipalityCode(council.code) else {
          throw DecodingProblem(column: "code", expected: "a code")
        }
        add(.municipalAuthority(code), DanishNames.council(council.name), "visitator-\(council.userName)")
      }
      for site in sites { add(.siteStaff(site.id), site.name, "personale-\(site.code.lowercased())") }
      guard let first = MunicipalityCode("0607") else { throw DecodingProblem(column: "code", expected: "a code") }
      add(.projectStaff, "Projektet", "projekt")
      add(.administrator(first), "Fredericia Kommune", "administrator-fredericia")
      add(.auditor, "Hele landet", "revisor")
      return logins
    }
  }
}
