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

  func run() async throws {
    guard SOR.isPlausible(identifier) else { throw SOR.refusal(identifier) }
    guard try Places.load().municipality(code: municipality) != nil, let code = MunicipalityCode(municipality) else {
      throw CommandFailure.badInput(["\(municipality): expected the code of a Danish municipality, four digits"])
    }
    try await database.withDatabase { database in
      try await database.transaction(as: .system) { MessageTables.set(identifier, code, in: $0) }
    }
    print("messages to \(identifier) are for \(municipality)")
  }
}

struct DepartmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "department", abstract: "Say that a hospital department, by its SOR id, is a psychiatric ward.")

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "The department's SOR id: digits.")
  var sor: String

  @Option(help: "Region code, four digits.")
  var region: String

  @Option(help: "The ward's name; it is made if it is new.")
  var ward: String

  func run() async throws {
    guard SOR.isPlausible(sor) else { throw SOR.refusal(sor) }
    let isKnown = try await database.withDatabase { database in
      try await database.transaction(as: .system) { transaction in
        guard try await transaction.query("select from region where region_id = \(region)").isEmpty == false else {
          return false
        }
        MessageTables.set(department: sor, region: region, ward: ward, in: transaction)
        return true
      }
    }
    guard isKnown else { throw CommandFailure.badInput(["\(region): expected the code of a region, four digits"]) }
    print("department \(sor) is the psychiatric ward \(ward)")
  }
}

/// The shape of SOR ids and GLNs, as far as it can be told from the text.
private enum SOR {
  static func isPlausible(_ text: String) -> Bool {
    (6...20).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  static func refusal(_ text: String) -> CommandFailure {
    .badInput(["\(text.prefix(40)): expected a SOR id or a GLN, 6 to 20 digits"])
  }
}
