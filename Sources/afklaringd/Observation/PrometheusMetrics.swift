import Metrics
import Synchronization

/// The metrics of this process, kept until Prometheus asks for them.
///
/// Counters end in `_total`, timers become histograms in seconds and end in `_seconds`, gauges and meters keep their
/// name, recorders become a sum and a count. A label is made a Prometheus name by writing `_` for what may not stand
/// in one; a name that is already taken by another kind gets its own kind behind it (`queue_gauge`).
final class PrometheusMetrics: MetricsFactory {
  /// How many series one name may have; those beyond share the series `overflow="true"`, since an HTTP method, say,
  /// is whatever a stranger sends.
  static let seriesPerName = 1_000

  private let help: [String: String]
  private let process: ProcessMetrics?
  private let families = Mutex<[String: PrometheusFamily]>([:])

  /// - Parameters:
  ///   - help: one line for each label, as written where the metric is made; a label without one is its own help.
  ///   - process: the process whose memory, files and age are told as well; nil leaves them out.
  init(help: [String: String] = [:], process: ProcessMetrics? = ProcessMetrics()) {
    self.help = help
    self.process = process
  }

  /// Everything known at this moment, in the text format of ``PrometheusText``; sorted, so that it is stable.
  func render() -> String {
    let kept = families.withLock { Array($0.values) }
    return PrometheusText.render(kept + (process?.families() ?? []))
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions, .counter, PrometheusCounter())
  }

  func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
    series(label, dimensions, .counter, PrometheusCounter())
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, .gauge, PrometheusGauge())
  }

  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    aggregate
      ? series(label, dimensions, .summary, PrometheusDistribution(bounds: []))
      : series(label, dimensions, .gauge, PrometheusGauge())
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions, .histogram, PrometheusDistribution(bounds: PrometheusDistribution.seconds))
  }

  func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
  func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
  func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
  func destroyTimer(_ handler: any TimerHandler) { forget(handler) }

  /// The series of this name and these labels: the one there is, or the new one.
  private func series<Series: PrometheusSeries>(
    _ label: String, _ dimensions: [(String, String)], _ kind: PrometheusKind, _ new: Series
  ) -> Series {
    let wanted = PrometheusName.metric(label, kind)
    let labels = PrometheusLabels(dimensions)
    return families.withLock { families in
      let taken = families[wanted].map { $0.kind != kind } ?? false
      let name = taken ? "\(wanted)_\(kind.rawValue)" : wanted
      var family = families[name] ?? PrometheusFamily(name: name, kind: kind, help: help[label] ?? label)
      let isFull = family.series[labels] == nil && family.series.count >= Self.seriesPerName
      let place = isFull ? PrometheusLabels.overflow : labels
      if let known = family.series[place] as? Series { return known }
      family.series[place] = new
      families[name] = family
      return new
    }
  }

  /// Takes a series out of what is told; others made with the same labels go with it.
  private func forget(_ handler: AnyObject) {
    families.withLock { families in
      families = families.compactMapValues { family in
        var family = family
        family.series = family.series.filter { $0.value !== handler }
        return family.series.isEmpty ? nil : family
      }
    }
  }
}
