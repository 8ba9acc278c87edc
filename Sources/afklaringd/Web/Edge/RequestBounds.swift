import Afklaring
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// What a request may take: a megabyte of body, and a minute to arrive. Where it takes more, whoever reads the body gets
/// the error and answers it; nothing more is read, and the connection ends with that answer.
final class RequestBounds: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  static let bytes = 1 << 20
  static let time = TimeAmount.seconds(60)
  /// How long a refused caller, who may still be sending, has to read the answer.
  static let linger = TimeAmount.seconds(2)

  private let observer: Observer

  init(_ observer: Observer) {
    self.observer = observer
  }

  private enum Reading {
    case nothing
    case body(received: Int)
    case refused
  }

  private var reading = Reading.nothing
  private var unanswered = 0
  private var deadline: Scheduled<Void>?

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (unwrapInboundIn(data), reading) {
    case (_, .refused):
      break
    case (.head(let request), _):
      unanswered += 1
      reading = .body(received: 0)
      context.fireChannelRead(data)
      if let length = request.headerFields[.contentLength].flatMap(Int.init), length > Self.bytes {
        refuse(NIOTooManyBytesError(maxBytes: Self.bytes), context)
      }
    case (.body(let part), .body(let received)):
      reading = .body(received: received + part.readableBytes)
      guard received + part.readableBytes <= Self.bytes else {
        return refuse(NIOTooManyBytesError(maxBytes: Self.bytes), context)
      }
      context.fireChannelRead(data)
    case (.end, _):
      reading = .nothing
      forgetDeadline()
      context.fireChannelRead(data)
    case (.body, .nothing):
      context.fireChannelRead(data)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    switch reading {
    case .nothing:
      break
    case .body where deadline == nil:
      deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.time) { [weak self] in
        guard let self, case .body = self.reading else { return }
        self.refuse(RequestTooSlow(), context)
      }
    case .body:
      break
    case .refused:
      // What is still being sent is read and dropped, so that the answer is not lost with it.
      context.read()
    }
    context.fireChannelReadComplete()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    context.write(data, promise: promise)
    guard case .end = unwrapOutboundIn(data) else { return }
    unanswered -= 1
    if case .refused = reading, unanswered == 0 { leave(context) }
  }

  /// The server answers what is no HTTP by itself, so that it is counted here.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is HTTPParserError { observer(.requestUnreadable) }
    context.fireErrorCaught(error)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    forgetDeadline()
  }

  private func forgetDeadline() {
    deadline?.cancel()
    deadline = nil
  }

  private func refuse(_ error: any Error, _ context: ChannelHandlerContext) {
    reading = .refused
    context.fireErrorCaught(error)
    if unanswered == 0 { leave(context) }
  }

  private func leave(_ context: ChannelHandlerContext) {
    context.flush()
    context.close(mode: .output, promise: nil)
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.linger) { context.close(promise: nil) }
  }
}

/// A request that did not arrive within its time.
struct RequestTooSlow: Error {}
