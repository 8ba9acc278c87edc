import Afklaring
import FoundationEssentials

/// Kvitteringer: a folder of answers to messages, each in a file of its own; none is written over another.
struct AcknowledgementFolder {
  private let path: String

  /// Makes the folder where there is none.
  init(_ path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure.notDone("\(path): the folder for the acknowledgements cannot be made")
    }
  }

  /// The answer to `x.json` is `x.acknowledgement.json`, or `x-2...` where that answers another message.
  func write(_ acknowledgement: String, for file: String) throws {
    var name = URL(filePath: file).deletingPathExtension().lastPathComponent
    // A name has 255 bytes at most, its ending too.
    while name.utf8.count > 200 { name.removeLast() }
    let answer = Data((acknowledgement + "\n").utf8)
    var (number, place) = (1, "\(path)/\(name).acknowledgement.json")
    while FileManager.default.fileExists(atPath: place) {
      if FileManager.default.contents(atPath: place) == answer { return }
      number += 1
      place = "\(path)/\(name)-\(number).acknowledgement.json"
    }
    do {
      try answer.write(to: URL(filePath: place), options: .withoutOverwriting)
    } catch {
      throw CommandFailure.notDone("\(place): the acknowledgement cannot be written")
    }
  }
}
