import Foundation

/// The files of `Small/`: 12 made-up people, 3 sites, 5 beds.
public enum SmallExample {
  /// In an order in which each code stands before it is referred to.
  public static let kinds = [
    "sites", "beds", "closures", "agreements", "rates", "episodes", "residence", "services", "contacts", "overnights",
    "ratings", "measurements",
  ]

  public static func path(_ kind: String) -> String { folder + "\(kind).csv" }

  /// A call of `afklaringd report`, and what it must print.
  public struct Call: Sendable {
    public let file: String
    public let report: String
    public let options: [String: String]

    public var expected: String {
      get throws { try String(contentsOfFile: folder + "expected/\(file)", encoding: .utf8) }
    }
  }

  public static var calls: [Call] {
    get throws {
      try String(contentsOfFile: folder + "calls.txt", encoding: .utf8).split(separator: "\n").map { line in
        let (file, words) = (line.split(separator: "\t")[0], line.split(separator: "\t")[1].split(separator: " "))
        let options = stride(from: 3, to: words.count, by: 2).map { place in
          (String(words[place].dropFirst(2)), String(words[place + 1]))
        }
        return Call(
          file: String(file), report: String(words[2]), options: Dictionary(uniqueKeysWithValues: options))
      }
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Small/"
}
