import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct GroupTests {
  @Test func branchesAreAddedAndMultiplied() throws {
    let branches: [any Layer] = [Identity(), ConstantRescale(by: 3)]
    #expect(try values(BranchAndAddTogether(branches)(counting(["a": 2])), "a") == [4, 8])
    #expect(try values(BranchAndMultiplyTogether(branches)(counting(["a": 2])), "a") == [3, 12])
  }

  @Test func aLayerWithoutBranchesIsRefused() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try BranchAndAddTogether([])(counting(["a": 2])) }
    #expect(error?.description.contains("BranchAndAddTogether requires at least one branch.") == true)
    #expect(throws: LayerInputError.self) { _ = try BranchAndMultiplyTogether([])(counting(["a": 2])) }
  }

  @Test func theErrorOfABranchNamesIt() throws {
    let layer = BranchAndMultiplyTogether([Identity(), AddOffset()])
    let error = #expect(throws: LayerError.self) { _ = try layer(counting(["a": 2])) }
    #expect(error?.path.description == ".branches[1]")
    #expect(error?.layer == "AddOffset")
  }

  @Test func aNamedGroupRunsItsLayers() throws {
    let group = NamedGroup("twice", [ConstantRescale(by: 2), ConstantRescale(by: 2)])
    #expect(try values(group(counting(["a": 2])), "a") == [4, 8])
    #expect(group.description.contains("twice"))
    let error = #expect(throws: LayerError.self) { _ = try NamedGroup("g", [AddOffset()])(counting(["a": 2])) }
    #expect(error?.path.description == ".sublayers[0]")
  }

  @Test func sizesAreTheSameOnBothSidesOfACheckedSequence() throws {
    let pattern = ShapePattern.array(named: .axes("batch") + ["features": .variable("N")], dtype: .floating)
    let good = CheckedSequential(inputLike: pattern, outputLike: pattern, [ConstantRescale(by: 2)])
    #expect(try values(good(counting(["b": 1, "features": 2])), "b", "features") == [2, 4])

    let bad = CheckedSequential(
      inputLike: pattern, outputLike: pattern, [RenameAxes(from: ["features", "b"], to: ["b", "features"])])
    let output = #expect(throws: StructureMismatch.self) { _ = try bad(counting(["b": 1, "features": 2])) }
    #expect(output?.description.hasPrefix("the output of a CheckedSequential: ") == true)
    let input = #expect(throws: StructureMismatch.self) { _ = try good(counting(["b": 1])) }
    #expect(input?.description.hasPrefix("the input of a CheckedSequential: ") == true)
    #expect(input?.description.contains("features") == true)
    let dtype = #expect(throws: LayerError.self) {
      _ = try Residual(good)(counting(["features": 2], dtype: .int32))
    }
    #expect(dtype?.path.description == ".delta")
  }

  @Test func aCheckGivesItsInputOrRefusesIt() throws {
    let check = CheckStructure(.list([.array(named: ["a": 2]), .any]))
    let list = [try counting(["a": 2]), try counting(["b": 1])]
    #expect(try (check.call(list, [:]) as? [NamedArray])?.count == 2)
    let error = #expect(throws: LayerError.self) { _ = try Sequential([check]).call([list[1], list[0]], [:]) }
    #expect(error?.description.contains("[0]") == true && error?.path.description == ".sublayers[0]")
  }

  @Test func plainSequencesAreInlinedAndNamedOnesKept() throws {
    let model = Residual(
      Sequential([
        Sequential([Zero(), Sequential([Identity()])]), Block([Sequential([Zero()])]),
        NamedGroup("g", [Sequential([Identity(), Zero()])]),
      ]))
    let inlined = try inlineAnonymousSequentials(model)
    let sequence = try #require(inlined.delta as? Sequential)
    #expect(sequence.sublayers.map { "\(type(of: $0))" } == ["Zero", "Identity", "Block", "NamedGroup"])
    #expect((sequence.sublayers[2] as? Block)?.sublayers.count == 1)
    #expect((sequence.sublayers[3] as? NamedGroup)?.sublayers.count == 2)
    #expect(model.delta is Sequential)
  }

  @Test func groupsAreInlinedByChoice() throws {
    let model = Sequential([NamedGroup("in", [Zero()]), NamedGroup("out", [Zero()])])
    let inlined = try inlineGroups(
      model, parents: { $0 is Sequential }, children: { ($0 as? NamedGroup)?.name == "in" })
    #expect(inlined.sublayers.map { "\(type(of: $0))" } == ["Zero", "NamedGroup"])
  }

  @Test func theTreesAreLawful() {
    #expect(
      treeLawViolations(
        in: Sequential([
          NamedGroup("g", [Zero()]), BranchAndAddTogether([Zero()]), BranchAndMultiplyTogether([Zero()]),
          CheckStructure(.any), CheckedSequential(inputLike: .any, outputLike: .any, [Zero()]),
        ])) == [])
  }
}
