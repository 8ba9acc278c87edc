import Afklaring
import FoundationEssentials
import Hummingbird
import NIOCore

/// Reads and writes the bodies of the API.
enum JSONBody {
  /// The one flat object of a call; an empty body is an empty object.
  static func input(_ request: Request) async throws -> Input {
    let body = try await request.body.collect(upTo: FormReading.limit)
    guard body.readableBytes > 0 else { return Input([:], .api) }
    do {
      let fields = try JSONDecoder().decode(JSONFields.self, from: Data(body.readableBytesView))
      guard fields.values.count == JSONFields.memberCount(of: body.readableBytesView) else {
        throw UnreadableBody(reason: "expected each field once")
      }
      return Input(fields.values, .api)
    } catch is DecodingError {
      throw UnreadableBody(reason: "expected one JSON object of texts, numbers, truths and lists of texts")
    }
  }

  static func response(_ body: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = try encoder.encode(body)
    return Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
