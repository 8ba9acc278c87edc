import FoundationEssentials
import Glibc

/// What the kernel knows of this process, read from `/proc` each time it is asked for.
///
/// Names and meanings are those of the Prometheus client libraries. What cannot be read is left out.
/// Source: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
struct ProcessMetrics: Sendable {
  /// The process; its own by default.
  var directory = "/proc/self"

  func families() -> [PrometheusFamily] {
    [
      family("process_resident_memory_bytes", "Resident memory size in bytes.", residentBytes()),
      family("process_open_fds", "Number of open file descriptors.", openFiles()),
      family("process_start_time_seconds", "Start time since the Unix epoch in seconds.", startTime()),
    ].compactMap { $0 }
  }

  private func family(_ name: String, _ help: String, _ value: Double?) -> PrometheusFamily? {
    guard let value else { return nil }
    return PrometheusFamily(
      name: name, kind: .gauge, help: help, series: [PrometheusLabels(): PrometheusGauge(value)])
  }

  /// The second figure of `statm`, in pages.
  private func residentBytes() -> Double? {
    let figures = words(of: "\(directory)/statm")
    guard figures.count > 1, let pages = Double(figures[1]) else { return nil }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  private func openFiles() -> Double? {
    do {
      // One of them is the directory itself, open to be read.
      return Double(try FileManager.default.contentsOfDirectory(atPath: "\(directory)/fd").count - 1)
    } catch {
      return nil
    }
  }

  /// Field 22 of `stat` in clock ticks after the machine's start, which is `btime` in `/proc/stat`.
  private func startTime() -> Double? {
    // The second field is the program's name in brackets, which may hold spaces and brackets.
    let fields = words(of: "\(directory)/stat", after: ")")
    let machine = words(of: "/proc/stat")
    guard fields.count > 19, let ticks = Double(fields[19]),
      let label = machine.firstIndex(of: "btime"), label + 1 < machine.count, let boot = Double(machine[label + 1])
    else { return nil }
    return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private func words(of path: String, after mark: Character? = nil) -> [Substring] {
    do {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let start = mark.flatMap { text.lastIndex(of: $0) }.map { text.index(after: $0) } ?? text.startIndex
      return text[start...].split(whereSeparator: \.isWhitespace)
    } catch {
      return []
    }
  }
}
