import Metrics
import Testing

@testable import afklaringd

@Suite struct `Prometheus text` {
  let metrics = PrometheusMetrics(help: ["hb.requests": "Requests \\ answered\nsince start"], process: nil)

  @Test func `nothing measured is nothing told`() {
    #expect(metrics.render() == "")
  }

  @Test func `a counter ends in total, with help and sorted labels`() {
    for (status, count) in [("500", 1), ("200", 3)] {
      let dimensions = [("http.route", "/henvisninger/:id"), ("http.method", "GET"), ("status", status)]
      Counter(label: "hb.requests", dimensions: dimensions, factory: metrics).increment(by: count)
    }
    #expect(
      metrics.render() == """
        # HELP hb_requests_total Requests \\\\ answered\\nsince start
        # TYPE hb_requests_total counter
        hb_requests_total{http_method="GET",http_route="/henvisninger/:id",status="200"} 3
        hb_requests_total{http_method="GET",http_route="/henvisninger/:id",status="500"} 1

        """)
  }

  @Test func `the same label and dimensions are one series, in any order`() {
    Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: metrics).increment()
    Counter(label: "a", dimensions: [("y", "2"), ("x", "1")], factory: metrics).increment()
    FloatingPointCounter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: metrics).increment(by: 0.5)
    #expect(lines() == ["a_total{x=\"1\",y=\"2\"} 2.5"])
  }

  @Test func `a counter never goes down but by a reset`() {
    let counter = Counter(label: "a", factory: metrics)
    counter.increment(by: 2)
    counter.increment(by: -1)
    #expect(lines() == ["a_total 2"])
    counter.reset()
    #expect(lines() == ["a_total 0"])
  }

  @Test func `gauges and meters tell their last value`() {
    Gauge(label: "queue.length", factory: metrics).record(7)
    let meter = Meter(label: "http.active", factory: metrics)
    meter.set(2)
    meter.increment()
    meter.decrement(by: 0.5)
    #expect(lines() == ["http_active 2.5", "queue_length 7"])
    #expect(metrics.render().contains("# TYPE queue_length gauge\n"))
  }

  @Test func `a recorder tells number and sum`() {
    let recorder = Recorder(label: "rows", factory: metrics)
    recorder.record(2)
    recorder.record(3.5)
    recorder.record(Double.nan)
    #expect(lines() == ["rows_sum 5.5", "rows_count 2"])
    #expect(metrics.render().contains("# TYPE rows summary\n"))
  }

  @Test func `a timer is a histogram in seconds`() {
    let timer = Timer(label: "answer", dimensions: [("route", "/")], factory: metrics)
    for milliseconds in [1, 2, 100, 61_000] { timer.recordMilliseconds(milliseconds) }
    timer.recordNanoseconds(-5)
    let told = lines()
    let belowOrAt = ["0.001": 2, "0.0025": 3, "0.05": 3, "0.1": 4, "1": 4, "60": 4, "+Inf": 5]
    for (bound, count) in belowOrAt {
      #expect(told.contains("answer_seconds_bucket{route=\"/\",le=\"\(bound)\"} \(count)"))
    }
    #expect(told.suffix(2) == ["answer_seconds_sum{route=\"/\"} 61.103", "answer_seconds_count{route=\"/\"} 5"])
    #expect(told.count == PrometheusDistribution.seconds.count + 3)
    #expect(metrics.render().contains("# TYPE answer_seconds histogram\n"))
  }

  @Test(arguments: [
    ("a\\b", "a\\\\b"), ("say \"hej\"", "say \\\"hej\\\""), ("1\n2", "1\\n2"), ("1\r\n2", "1\r\\n2"), ("Ærø", "Ærø"),
  ])
  func `label values are escaped`(value: String, escaped: String) {
    Counter(label: "a", dimensions: [("x", value)], factory: metrics).increment()
    #expect(metrics.render().hasSuffix("\na_total{x=\"\(escaped)\"} 1\n"))
  }

  @Test(arguments: [
    ("http.server.active", "http_server_active"), ("9lives", "_9lives"), ("", "_"), ("rule:rate", "rule:rate"),
    ("ventetid i dage", "ventetid_i_dage"), ("år", "_r"), ("e\u{301}t", "e_t"),
  ])
  func `names are made of what may stand in one`(label: String, name: String) {
    Gauge(label: label, factory: metrics).record(1)
    #expect(lines() == ["\(name) 1"])
  }

  @Test(arguments: [
    ("http.route", "http_route"), ("a:b", "a_b"), ("9", "_9"), ("le", "exported_le"), ("quantile", "exported_quantile"),
  ])
  func `labels are named likewise, and not as Prometheus' own`(dimension: String, name: String) {
    Gauge(label: "a", dimensions: [(dimension, "1")], factory: metrics).record(1)
    #expect(lines() == ["a{\(name)=\"1\"} 1"])
  }

  @Test func `an ending is not written twice`() {
    Counter(label: "jobs.total", factory: metrics).increment()
    Timer(label: "wait_seconds", factory: metrics).recordSeconds(1)
    let told = lines()
    #expect(told.contains("jobs_total 1") && told.contains("wait_seconds_count 1"))
  }

  @Test func `of two labels that get one name the first holds`() {
    Gauge(label: "a", dimensions: [("x.y", "1"), ("x_y", "2")], factory: metrics).record(1)
    #expect(lines() == ["a{x_y=\"1\"} 1"])
  }

  @Test func `a name taken by another kind gets its kind behind it`() {
    Recorder(label: "queue", factory: metrics).record(1)
    Gauge(label: "queue", factory: metrics).record(2)
    Gauge(label: "queue", factory: metrics).record(3)
    #expect(lines() == ["queue_sum 1", "queue_count 1", "queue_gauge 3"])
  }

  @Test(arguments: [
    (Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-0.5, "-0.5"), (1e20, "1e+20"),
    (123_456_789, "123456789"), (0, "0"),
  ])
  func `numbers are written as Prometheus reads them`(value: Double, text: String) {
    let gauge = metrics.makeRecorder(label: "a", dimensions: [], aggregate: false)
    gauge.record(value)
    #expect(lines() == ["a \(text)"])
  }

  @Test func `series beyond the limit share one`() {
    for number in 0..<PrometheusMetrics.seriesPerName + 5 {
      Counter(label: "a", dimensions: [("method", "M\(number)")], factory: metrics).increment()
    }
    Counter(label: "a", dimensions: [("method", "M1")], factory: metrics).increment()
    let told = lines()
    #expect(told.count == PrometheusMetrics.seriesPerName + 1)
    #expect(told.contains("a_total{overflow=\"true\"} 5") && told.contains("a_total{method=\"M1\"} 2"))
  }

  @Test func `what is destroyed is told no more`() {
    let counter = Counter(label: "a", dimensions: [("x", "1")], factory: metrics)
    counter.increment()
    Counter(label: "a", dimensions: [("x", "2")], factory: metrics).increment()
    counter.destroy()
    #expect(lines() == ["a_total{x=\"2\"} 1"])
  }

  @Test func `nothing is lost when many count at once`() async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { [metrics] in
          for _ in 0..<1_000 {
            Counter(label: "a", factory: metrics).increment()
            Timer(label: "b", factory: metrics).recordMilliseconds(3)
          }
        }
      }
    }
    let told = lines()
    #expect(told.contains("a_total 8000") && told.contains("b_seconds_bucket{le=\"0.005\"} 8000"))
  }

  @Test func `the process tells its memory, files and start`() throws {
    let text = PrometheusMetrics(process: ProcessMetrics()).render()
    for (name, range) in [
      ("process_resident_memory_bytes", 1e6...1e12), ("process_open_fds", 3...1e6),
      ("process_start_time_seconds", 1.7e9...1e10),
    ] {
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
      #expect(range.contains(try #require(Double(line.dropFirst(name.count + 1)))))
      #expect(text.contains("# TYPE \(name) gauge\n"))
    }
  }

  @Test func `a process that is not there is left out`() {
    #expect(PrometheusMetrics(process: ProcessMetrics(directory: "/proc/0")).render() == "")
  }

  /// What is told, without help and types.
  func lines() -> [String] {
    metrics.render().split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }
}
