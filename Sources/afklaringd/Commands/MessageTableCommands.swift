import Afklaring
import ArgumentParser
import Postgres
import Referral

struct ReceiverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receiver", abstract: "Say which municipality the messages to a SOR or GLN are for.")

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "The receiver's SOR id or GLN: digits.")
  var identifier: String

  @Argument(help: "Municipality code, four digits.")
  var municipality: String

  func validate() throws {
    guard SOR.isPlausible(identifier) else { throw ValidationError("a SOR id has 6 to 18 digits, a GLN 13") }
    _ = try code
  }

  private var code: MunicipalityCode {
    get throws {
      guard try Places.load().municipality(code: municipality) != nil, let code = MunicipalityCode(municipality) else {
        throw ValidationError("the municipality is the four digits of a Danish one, such as 0607")
      }
      return code
    }
  }

  func run() async throws {
    let code = try self.code
    try await database.withDatabase { database in
      try await database.transaction(as: .system) { MessageTables.set(identifier, code, in: $0) }
    }
    try Output.line("messages to \(identifier) are for \(municipality)")
  }
}

struct DepartmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "department", abstract: "Say that a hospital department, by its SOR id, is a psychiatric ward.")

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "The department's SOR id: digits.")
  var sor: String

  @Option(help: "Region code, four digits; the name of a region without one.")
  var region: String

  @Option(help: "The ward's name; it is made if it is new.")
  var ward: String

  mutating func validate() throws {
    ward = ward.trimmingWhitespace
    guard SOR.isPlausible(sor) else { throw ValidationError("a SOR id has 6 to 18 digits") }
    guard PlainText.isPlain(ward, limit: 200) else { throw ValidationError("--ward: \(PlainText.allowed(200))") }
  }

  func run() async throws {
    try await database.withDatabase { database in
      try await database.transaction(as: .system) { transaction in
        let region = try await regionID(in: transaction)
        MessageTables.set(department: sor, region: region, ward: ward, in: transaction)
      }
    }
    try Output.line("department \(sor) is the psychiatric ward \(ward)")
  }

  private func regionID(in transaction: Transaction) async throws -> String {
    let rows = try await transaction.query(
      "select region_id, coalesce(region_code, name) from region order by region_code nulls last, name")
    let regions = try rows.map { try $0.decode(String.self, String.self) }
    guard let found = regions.first(where: { $0.1 == region }) else {
      throw CommandFailure.badInput(["--region is one of \(regions.map { $0.1 }.joined(separator: ", "))"])
    }
    return found.0
  }
}

/// The shape of SOR ids and GLNs, as far as it can be told from the text.
private enum SOR {
  static func isPlausible(_ text: String) -> Bool {
    (6...18).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
