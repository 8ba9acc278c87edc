import Afklaring
import Testing

@Suite struct `Writing CSV` {
  @Test(arguments: [
    (["a", "b"], "a,b\n"), (["", ""], ",\n"), ([""], "\"\"\n"), (["a,b", "c;d"], "\"a,b\",c;d\n"),
    (["say \"hej\""], "\"say \"\"hej\"\"\"\n"), (["1\n2", "3\r4"], "\"1\n2\",\"3\r4\"\n"), ([" x "], " x \n"),
    (["Ærø", "-1.5", "<5"], "Ærø,-1.5,<5\n"),
  ])
  func `quotes stand only where they are needed`(fields: [String], line: String) {
    var writer = CSVWriter()
    writer.write(fields)
    #expect(writer.text == line)
  }

  @Test func `rows are drained as they are made`() {
    var writer = CSVWriter()
    writer.write(["a"])
    #expect(writer.drain() == Array("a\n".utf8))
    #expect(writer.bytes.isEmpty)
    writer.write(["b"])
    writer.write(["c"])
    #expect(writer.drain() == Array("b\nc\n".utf8))
  }

  @Test(arguments: 0..<50)
  func `what is written is read again`(seed: UInt64) throws {
    var random = Dice(state: seed)
    let width = Int.random(in: 1...6, using: &random)
    let scraps = ["", "a", "Å", ",", ";", "\"", "\n", "\r\n", "\r", " ", "👩‍⚕️", "1,5"]
    var table = [(0..<width).map { "c\($0)" }]
    for _ in 0..<20 {
      table.append(
        (0..<width).map { _ in
          (0..<Int.random(in: 0...4, using: &random)).map { _ in
            scraps[Int.random(in: 0..<scraps.count, using: &random)]
          }.joined()
        })
    }
    var writer = CSVWriter()
    for row in table { writer.write(row) }
    let size = Int.random(in: 1...40, using: &random)
    #expect(try rows(writer.drain(), pieces: size).compactMap(\.fields) == table)
  }

  /// A repeatable sequence, splitmix64.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
