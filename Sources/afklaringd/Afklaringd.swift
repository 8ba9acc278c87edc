import ArgumentParser

@main
struct Afklaringd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "afklaringd")
}
