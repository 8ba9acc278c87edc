import Metrics
import Synchronization

/// What Prometheus calls the type of a metric.
enum PrometheusKind: String, Sendable {
  case counter
  case gauge
  case histogram
  case summary
}

/// All series of one name.
struct PrometheusFamily: Sendable {
  let name: String
  let kind: PrometheusKind
  let help: String
  var series: [PrometheusLabels: any PrometheusSeries] = [:]
}

/// What one series has to tell: a number, or how many values fell below each bound.
enum PrometheusSample: Sendable, Equatable {
  case number(Double)
  /// `counts` has one place for each bound and one for what lies above them all, not summed up.
  case distribution(bounds: [Double], counts: [UInt64], sum: Double)
}

/// A value that changes, told apart from its siblings by its labels.
protocol PrometheusSeries: AnyObject, Sendable {
  var sample: PrometheusSample { get }
}

/// Goes up only; what is negative or no number is passed over.
final class PrometheusCounter: PrometheusSeries, CounterHandler, FloatingPointCounterHandler {
  private let value = Mutex(0.0)

  var sample: PrometheusSample { .number(value.withLock { $0 }) }

  func increment(by amount: Int64) {
    increment(by: Double(amount))
  }

  func increment(by amount: Double) {
    guard amount > 0, amount.isFinite else { return }
    value.withLock { $0 += amount }
  }

  func reset() {
    value.withLock { $0 = 0 }
  }
}

/// Goes up and down.
final class PrometheusGauge: PrometheusSeries, MeterHandler, RecorderHandler {
  private let value: Mutex<Double>

  init(_ value: Double = 0) {
    self.value = Mutex(value)
  }

  var sample: PrometheusSample { .number(value.withLock { $0 }) }

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
}

/// Counts values by size; without bounds only their number and sum. What is no finite number is passed over.
final class PrometheusDistribution: PrometheusSeries, TimerHandler, RecorderHandler {
  /// From a look-up in memory to a job of a minute.
  static let seconds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

  private let bounds: [Double]
  private let state: Mutex<(counts: [UInt64], sum: Double)>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex((Array(repeating: 0, count: bounds.count + 1), 0))
  }

  var sample: PrometheusSample {
    let (counts, sum) = state.withLock { $0 }
    return .distribution(bounds: bounds, counts: counts, sum: sum)
  }

  func recordNanoseconds(_ duration: Int64) {
    record(max(0, Double(duration)) / 1_000_000_000)
  }

  func record(_ value: Int64) {
    record(Double(value))
  }

  func record(_ value: Double) {
    guard value.isFinite else { return }
    let place = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock {
      $0.counts[place] += 1
      $0.sum += value
    }
  }
}
