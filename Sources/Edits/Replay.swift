internal import Trees
internal import Variables

/// Makes the trees that a script says, for one replay of it.
final class Replay {
  let registry: EditRegistry
  /// What references go to: the tree at the beginning of the step.
  var base: any PyTree
  /// The variables of the script that were made so far, by their numbers.
  private var variables: [Int: any Variable] = [:]

  init(_ registry: EditRegistry, base: any PyTree) {
    self.registry = registry
    self.base = base
  }

  /// - Throws: ``EditError`` with the place within the tree.
  func build(_ tree: WrittenTree) throws -> any PyTree {
    switch tree {
    case .reference(let path): return try refusing { try base.node(at: path) }
    case .node(let node): return try build(node)
    case .variable(let number, nil):
      guard let variable = variables[number] else {
        throw EditError(.refused(problem: "Variable \(number) is not described before it is referred to."))
      }
      return variable
    case .variable(let number, let node?):
      guard variables[number] == nil else {
        throw EditError(.refused(problem: "Variable \(number) is described twice."))
      }
      let built = try build(node)
      guard let variable = built as? any Variable else {
        throw EditError(.unexpected(expected: "a variable", found: "\(type(of: built))"))
      }
      variables[number] = variable
      return variable
    }
  }

  private func build(_ node: WrittenNode) throws -> any PyTree {
    guard let entry = registry.entry(node.type) else { throw EditError(.unregistered(type: node.type)) }
    var reader = NodeReader(node, self)
    do {
      let built = try entry.build(&reader)
      try reader.finish()
      return built
    } catch let error as EditError {
      throw error
    } catch {
      throw EditError(.unsuitable(type: node.type, problem: "\(error)"))
    }
  }
}

/// What a closure gives; errors of trees and of what else edits call become refusals.
func refusing<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as EditError {
    throw error
  } catch {
    throw EditError(.refused(problem: "\(error)"))
  }
}
