import Afklaring
import ArgumentParser
import Fixtures
import Postgres
import Testing

@testable import afklaringd

@Suite struct `The command user` {
  private static let administrator = ["--role", "administrator", "--municipality", "0607"]

  @Test func `adds an account with a first password, changes its roles and shuts it out`() async throws {
    try await CommandDatabase.with { database in
      func state() async throws -> [String] {
        try await database.test.owner.query(
          """
          select concat_ws(' ', user_name, is_disabled, must_change_password, is_made_up,
            string_agg(concat_ws(' ', role, municipality_code), ', ' order by role))
          from account left join account_role using (account_id) group by account_id
          """
        ).map { try $0.decode(String.self) }
      }
      let options = database.options
      try await UserCommand.Add.parse(options + ["mette", "--name", "Mette"] + Self.administrator).run()
      #expect(try await state() == ["mette f t f administrator 0607"])
      try await UserCommand.Grant.parse(options + ["mette", "--role", "auditor"]).run()
      try await UserCommand.Revoke.parse(options + ["mette"] + Self.administrator).run()
      try await UserCommand.Disable.parse(options + ["mette"]).run()
      #expect(try await state() == ["mette t t f auditor"])
      try await UserCommand.Enable.parse(options + ["mette"]).run()
      try await UserCommand.Reset.parse(options + ["mette"]).run()
      try await UserCommand.List.parse(options).run()
      let actions = try await database.test.owner.query(
        "select action from journal_entry order by journal_entry_id"
      ).map { try $0.decode(String.self) }
      #expect(
        actions == ["add-account", "grant-role", "revoke-role", "disable-account", "enable-account", "reset-account"])
    }
  }

  @Test func `refuses what cannot be, in one line, and changes nothing`() async throws {
    try await CommandDatabase.with { database in
      let options = database.options
      try await UserCommand.Add.parse(options + ["mette", "--name", "Mette"] + Self.administrator).run()
      let refused: [(any AsyncParsableCommand, String)] = [
        (
          try UserCommand.Add.parse(options + ["mette", "--name", "M", "--role", "auditor"]),
          "there is an account with that user name already"
        ),
        (try UserCommand.Grant.parse(options + ["mette"] + Self.administrator), "the account has that role already"),
        (
          try UserCommand.Revoke.parse(options + ["mette", "--role", "auditor"]), "the account does not have that role"
        ),
        (try UserCommand.Disable.parse(options + ["nobody"]), "there is no account with that user name"),
        (
          try UserCommand.Grant.parse(options + ["mette", "--role", "discharge_coordinator", "--ward", "O9"]),
          "there is no ward of that name"
        ),
      ]
      for (command, line) in refused {
        var command = command
        let failure = await #expect(throws: CommandFailure.self) { try await command.run() }
        #expect(failure?.lines == [line] && failure?.exitCode == 2)
      }
      for words in [
        ["--role", "system"], ["--role", "auditor", "--municipality", "0607"], ["--role", "administrator"],
      ] {
        #expect(throws: (any Error).self) { try UserCommand.Grant.parse(options + ["mette"] + words) }
      }
      let entries = try await database.test.owner.query("select count(*) from journal_entry")[0].decode(Int.self)
      #expect(entries == 1)
    }
  }
}
