/// Maskeret: a value that no text made from it by accident can give away.
///
/// Description, debug description and mirror hold `masked` only, so that neither a log, nor a trap, nor `dump`, nor a
/// value that contains it can write it in full. What must be written in full is asked for by name.
public protocol Masked: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var masked: String { get }
}

extension Masked {
  public var description: String { masked }
  public var debugDescription: String { masked }
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
