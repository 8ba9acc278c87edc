import Afklaring
import ArgumentParser
import Postgres

/// Changing keys without stopping: add, use, reseal, drop, a second or more between them, so that every daemon has read
/// the file. Where daemons run on several machines, each gets the file before the next step.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Show and change the keys under which names and numbers are sealed.",
    discussion:
      "To change keys while the daemon serves: add, use, reseal, drop, with a second between them for the daemons to "
      + "read the file. The root line stays as long as the database.",
    subcommands: [List.self, Add.self, Use.self, Reseal.self, Drop.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Which key seals, and how many values each has sealed.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let (numbers, usage) = try await database.withDatabase { database in
        (database.keys.numbers, try await Resealing(database).usage())
      }
      for (place, number) in numbers.enumerated() {
        try Output.line("\(number)\t\(place == 0 ? "seals" : "opens")\t\(usage[number] ?? 0)")
      }
      let strangers = usage.filter { !numbers.contains($0.key) }.map { "\($0.value) by key \($0.key)" }
      guard strangers.isEmpty else {
        throw CommandFailure.notDone("sealed with keys that the file lacks: \(strangers.joined(separator: ", "))")
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a new key, which opens and does not seal yet.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let file = database.keyFile
      let number = try await database.withOwner { owner in
        let (keys, number) = try file.keys().withNewKey
        try file.replace(with: keys)
        _ = try await file.agree(with: owner)
        return number
      }
      try Output.line("key \(number) is made")
    }
  }

  struct Use: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Seal with a key of the file from now on.")

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The key's number, as list shows it.")
    var number: UInt32

    func run() async throws {
      let file = database.keyFile
      try await database.withOwner { owner in
        _ = try await file.agree(with: owner)
        guard let keys = try file.keys().using(number) else { throw KeysCommand.unknown(number, in: file) }
        try file.replace(with: keys)
      }
      try Output.line("key \(number) seals")
    }
  }

  struct Reseal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Seal anew what other keys sealed, while everybody works on.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let (resealed, damaged) = try await database.withDatabase { try await Resealing($0).run() }
      try Output.line("\(resealed) values are sealed anew")
      guard damaged == 0 else {
        throw CommandFailure.notDone("\(damaged) values cannot be opened, and are as they were")
      }
    }
  }

  struct Drop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a key out of the file that nothing needs any more.")

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The key's number, as list shows it.")
    var number: UInt32

    func run() async throws {
      let file = database.keyFile
      try await database.withOwner { owner in
        let keys = try file.keys()
        guard keys.numbers.contains(number) else { throw KeysCommand.unknown(number, in: file) }
        guard let left = keys.without(number) else {
          throw CommandFailure.badInput(["key \(number) seals: use another one first"])
        }
        try await owner.transaction { try await Keyring.disbelieve(number, in: $0) }
        try file.replace(with: left)
      }
      try Output.line("key \(number) is dropped")
    }
  }

  private static func unknown(_ number: UInt32, in file: KeyFile) -> CommandFailure {
    .badInput(["\(file.path): there is no key \(number)"])
  }
}
