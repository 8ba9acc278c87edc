/// An element that was read, or why it could not be: a broken one must not hide the others from the answer.
struct ElementReading<Value: Decodable & Sendable>: Decodable, Sendable {
  let outcome: Result<Value, MessageProblem>

  init(from decoder: any Decoder) throws {
    do {
      outcome = .success(try Value(from: decoder))
    } catch let error as DecodingError {
      outcome = .failure(MessageProblem(error))
    }
  }

  func get() throws(MessageProblem) -> Value {
    switch outcome {
    case .success(let value): return value
    case .failure(let problem): throw problem
    }
  }

  /// Nil where it could not be read.
  var value: Value? {
    switch outcome {
    case .success(let value): value
    case .failure: nil
    }
  }
}

extension Optional {
  /// The element; thrown are its own problem, or that it is missing.
  func required<Value>(_ place: String) throws(MessageProblem) -> Value where Wrapped == ElementReading<Value> {
    guard let reading = self else { throw .missing(place) }
    return try reading.get()
  }

  /// The element, nil where it is missing; thrown is its own problem.
  func optional<Value>() throws(MessageProblem) -> Value? where Wrapped == ElementReading<Value> {
    switch self {
    case .some(let reading): try reading.get()
    case .none: nil
    }
  }

  func orMissing(_ place: String) throws(MessageProblem) -> Wrapped {
    guard let value = self else { throw .missing(place) }
    return value
  }
}
