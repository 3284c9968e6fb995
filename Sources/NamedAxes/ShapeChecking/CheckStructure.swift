public import Trees

/// Checks that a tree is as a pattern wants it, and finds what the variables of the pattern stand for.
///
/// ```swift
/// let solution = try checkStructure(
///   of: input, matches: .array(named: .axes("batch") + ["features": 3], dtype: .floating))
/// ```
///
/// A variable must stand for the same wherever it occurs. In a shape with several variables for any number of axes, all
/// but one of these must follow from other shapes. Arrays, placeholders and numbers are compared by shape and element
/// type; the order of named axes does not count.
///
/// - Parameters:
///   - value: a tree with arrays.
///   - pattern: what is wanted of it.
///   - known: what some variables stand for, such as the result of an earlier check.
///   - context: what is being checked, for the message: `the input of the layer`.
/// - Returns: all variables of the pattern and all known ones.
/// - Throws: ``StructureMismatch`` with everything that does not match; `TreeError.notATree` when a child of the tree is
///   no tree.
@discardableResult
public func checkStructure(
  of value: any PyTree, matches pattern: ShapePattern, known: DimensionSolution = [:], context: String? = nil
) throws -> DimensionSolution {
  var matcher = StructureMatcher()
  try matcher.match(value, pattern, at: TreePath())
  var solver = DimensionSolver(known: known)
  let isComplete = solver.solve(matcher.constraints, isWholeTree: matcher.problems.isEmpty)
  // In the order of the tree, whether a problem showed at once or only when variables were known.
  var problems = (matcher.problems + solver.problems).sorted { $0.leaf < $1.leaf }.map(\.problem)
  var solution = DimensionSolution()
  if problems.isEmpty { solution = solver.solution(conflicts: &problems) }
  guard problems.isEmpty else { throw StructureMismatch(context: context, problems: problems, isComplete: isComplete) }
  return solution
}
