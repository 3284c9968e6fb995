public import Trees
public import Treescope

extension PartPath {
  /// The path of a tree as the printer counts steps.
  public init(_ path: TreePath) {
    self.init(
      path.keys.map { key in
        switch key {
        case .field(let name): .field(name)
        case .index(let index): .index(index)
        case .entry(let name): .entry(name)
        case .unwrapped: .unwrapped
        }
      })
  }
}
