/// Sorts the events of one person into episodes of care.
///
/// Events that share an episode identifier belong together, also by way of an event that carries two. A correction
/// without anything to correct in its episode (the identifier itself was wrong, say), and an event without any
/// identifier, belongs to the message that its `what` names.
struct EpisodeGroups {
  private let events: [HospitalEvent]
  private var parents: [Int]

  /// The groups, each in the order of the events; `events` are sorted.
  static func groups(of events: [HospitalEvent]) -> [[HospitalEvent]] {
    var groups = EpisodeGroups(events)
    groups.linkByEpisode()
    groups.linkByEarlierMessage()
    let roots = events.indices.map { groups.root($0) }
    return Set(roots).sorted().map { root in
      zip(events, roots).filter { $0.1 == root }.map(\.0)
    }
  }

  private init(_ events: [HospitalEvent]) {
    self.events = events
    parents = Array(events.indices)
  }

  private mutating func linkByEpisode() {
    var holders: [String: Int] = [:]
    for (index, event) in events.enumerated() {
      for episode in event.episodes {
        if let holder = holders[episode] { link(index, holder) } else { holders[episode] = index }
      }
    }
  }

  private mutating func linkByEarlierMessage() {
    let roots = events.indices.map { root($0) }
    let correctable = Set(events.indices.filter { events[$0].change == .new }.map { Held(roots[$0], events[$0].code) })
    for (index, event) in events.enumerated() {
      let isLinked =
        event.change == .new ? !event.episodes.isEmpty : correctable.contains(Held(roots[index], event.code))
      guard !isLinked, let earlier = earlierEvent(of: index) else { continue }
      link(index, earlier)
    }
  }

  private struct Held: Hashable {
    let root: Int
    let code: HospitalEventCode

    init(_ root: Int, _ code: HospitalEventCode) {
      self.root = root
      self.code = code
    }
  }

  /// Of several events with the id, one of the same code, the last before this one, or else the first after it.
  private func earlierEvent(of index: Int) -> Int? {
    let event = events[index]
    guard let id = event.earlierMessageID else { return nil }
    let named = events.indices.filter { $0 != index && events[$0].messageID == id }
    let alike = named.filter { events[$0].code == event.code }
    let candidates = alike.isEmpty ? named : alike
    return candidates.last { $0 < index } ?? candidates.first
  }

  private mutating func link(_ left: Int, _ right: Int) {
    let (leftRoot, rightRoot) = (root(left), root(right))
    parents[max(leftRoot, rightRoot)] = min(leftRoot, rightRoot)
  }

  private mutating func root(_ index: Int) -> Int {
    var current = index
    while parents[current] != current {
      parents[current] = parents[parents[current]]
      current = parents[current]
    }
    return current
  }
}
