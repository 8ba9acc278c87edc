/// Changes one place of a message's tree, or lists its places: `entry.2.resource.class.code`.
enum BrokenMessage {
  /// The tree with the value at a path replaced, or taken away by nil.
  static func replacing(_ path: String, in tree: [String: Any], with value: Any?) -> [String: Any] {
    let keys = path.split(separator: ".").map(String.init)
    return replace(keys[...], in: tree, with: value) as? [String: Any] ?? [:]
  }

  static func paths(_ value: Any) -> [String] {
    if let object = value as? [String: Any] {
      return object.keys.sorted().flatMap { key in [key] + paths(object[key] as Any).map { "\(key).\($0)" } }
    }
    if let array = value as? [Any] {
      return array.indices.flatMap { index in ["\(index)"] + paths(array[index]).map { "\(index).\($0)" } }
    }
    return []
  }

  private static func replace(_ keys: ArraySlice<String>, in value: Any, with new: Any?) -> Any? {
    guard let key = keys.first else { return new }
    if var object = value as? [String: Any] {
      object[key] = replace(keys.dropFirst(), in: object[key] as Any, with: new)
      return object
    }
    if var array = value as? [Any], let index = Int(key), array.indices.contains(index) {
      let changed = replace(keys.dropFirst(), in: array[index], with: new)
      if let changed { array[index] = changed } else { array.remove(at: index) }
      return array
    }
    return value
  }
}
