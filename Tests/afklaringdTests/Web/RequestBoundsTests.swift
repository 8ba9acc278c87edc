import HTTPTypes
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import afklaringd

/// Time passes only when the test says so.
@Suite struct `The bounds of a request` {
  private final class Collected {
    var parts: [HTTPRequestPart] = []
    var errors: [String] = []
  }

  /// What stands where the program would: it keeps what comes through.
  private final class Reader: ChannelInboundHandler {
    typealias InboundIn = HTTPRequestPart
    let collected: Collected

    init(_ collected: Collected) {
      self.collected = collected
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { collected.parts.append(unwrapInboundIn(data)) }
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      collected.errors.append("\(type(of: error))")
    }
  }

  private static func channel(_ collected: Collected) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel()
    try channel.pipeline.syncOperations.addHandlers([
      RequestBounds(Observer(Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })), Reader(collected),
    ])
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    return channel
  }

  private static func head(length: Int? = nil) -> HTTPRequestPart {
    var request = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/")
    if let length { request.headerFields[.contentLength] = "\(length)" }
    return .head(request)
  }

  private static func body(_ count: Int) -> HTTPRequestPart {
    .body(ByteBuffer(repeating: 0x78, count: count))
  }

  private static func answer(_ channel: EmbeddedChannel) throws {
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .contentTooLarge)))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
  }

  @Test func `a megabyte comes through, and the connection stays`() throws {
    let collected = Collected()
    let channel = try Self.channel(collected)
    for part in [Self.head(length: 1 << 20), Self.body(1 << 20), .end(nil)] { try channel.writeInbound(part) }
    try Self.answer(channel)
    channel.embeddedEventLoop.advanceTime(by: .hours(1))
    #expect(collected.parts.count == 3)
    #expect(collected.errors.isEmpty)
    #expect(channel.isActive)
    _ = try channel.finish()
  }

  @Test func `a length that is told and too large is refused before a byte of it is read`() throws {
    let collected = Collected()
    let channel = try Self.channel(collected)
    try channel.writeInbound(Self.head(length: 1 << 20 | 1))
    try channel.writeInbound(Self.body(10))
    #expect(collected.parts.count == 1)
    #expect(collected.errors == ["NIOTooManyBytesError"])
    #expect(channel.isActive)
    try Self.answer(channel)
    channel.embeddedEventLoop.advanceTime(by: RequestBounds.linger)
    #expect(!channel.isActive)
  }

  @Test func `a body without end is cut off, also when it was answered long ago`() throws {
    let collected = Collected()
    let channel = try Self.channel(collected)
    try channel.writeInbound(Self.head())
    try Self.answer(channel)
    for _ in 0..<20 { try channel.writeInbound(Self.body(1 << 16)) }
    #expect(collected.parts.count == 17)
    channel.embeddedEventLoop.advanceTime(by: RequestBounds.linger)
    #expect(!channel.isActive)
  }

  @Test func `the minute of a request is its own, also where it arrives with the end of the one before`() throws {
    let collected = Collected()
    let channel = try Self.channel(collected)
    try channel.writeInbound(Self.head(length: 100))
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    for part in [Self.body(100), .end(nil), Self.head(length: 100)] { channel.pipeline.fireChannelRead(part) }
    channel.pipeline.fireChannelReadComplete()
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    #expect(collected.errors.isEmpty)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(collected.errors == ["RequestTooSlow"])
    try Self.answer(channel)
    try Self.answer(channel)
    channel.embeddedEventLoop.advanceTime(by: RequestBounds.linger)
    #expect(!channel.isActive)
  }

  @Test func `a body that drips is refused after a minute`() throws {
    let collected = Collected()
    let channel = try Self.channel(collected)
    try channel.writeInbound(Self.head(length: 100))
    for _ in 0..<59 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      try channel.writeInbound(Self.body(1))
    }
    #expect(collected.errors.isEmpty)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(collected.errors == ["RequestTooSlow"])
    try Self.answer(channel)
    channel.embeddedEventLoop.advanceTime(by: RequestBounds.linger)
    #expect(!channel.isActive)
  }
}
