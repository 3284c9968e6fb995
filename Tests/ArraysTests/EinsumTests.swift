import Arrays
import Testing

/// Equations and their mistakes, beyond the recorded cases.
@Suite struct EinsumTests {
  private func message(_ equation: String, _ shapes: [Int]...) -> String {
    do {
      return "no error, but \(try NDArray.einsum(equation, shapes.map { try NDArray.ones($0) }).type)"
    } catch {
      return "\(error)"
    }
  }

  @Test func mistakesNameTheEquationAndTheProblem() {
    #expect(
      message("ij,jk->ik", [2, 3], [4, 5])
        == "einsum(\"ij,jk->ik\"): label \"j\" has size 3 on an earlier axis and size 4 on operand 1 of shape [4, 5].")
    #expect(
      message("ij,jk->ik", [2, 3]) == "einsum(\"ij,jk->ik\"): it is for 2 operands, 1 were given.")
    #expect(message("ij->iz", [2, 3]) == "einsum(\"ij->iz\"): label \"z\" of the output is on no operand.")
    #expect(message("ij->ii", [2, 3]) == "einsum(\"ij->ii\"): label \"i\" is twice in the output.")
    #expect(message("i1->i", [2, 3]).contains("\"1\" is no label"))
    #expect(message("i.j->i", [2, 3]).contains("\".\" is no label"))
    #expect(message("i->j->k", [2]).contains("more than one arrow"))
    #expect(message("...i...->i", [2]).contains("more than one ellipsis"))
    #expect(
      message("ijk->i", [2, 3])
        == "einsum(\"ijk->i\"): operand 0 of shape [2, 3] has 2 axes, its labels are for 3 axes.")
    #expect(message("ijk...->i", [2, 3]).contains("its labels are for 3 or more axes"))
    #expect(message("...,...->...", [2], [3]).contains("axis -1 of the ellipsis has size 2"))
    #expect(message("->").contains("at least one operand is needed"))
    #expect(message("ii->i", [2, 3]).contains("label \"i\" has size 2 on an earlier axis and size 3"))
  }

  @Test func ellipsesBroadcast() throws {
    let x = try NDArray.arange(6).reshaped(to: [1, 2, 3])
    let y = try NDArray.arange(12).reshaped(to: [4, 1, 3])
    let result = try NDArray.einsum("...i,...i->...", x, y)
    #expect(result.shape == [4, 2])
    #expect(try result.bytes() == (x * y).sum([2]).bytes())
    #expect(try NDArray.einsum("...ij->...ji", x).shape == [1, 3, 2])
    #expect(try NDArray.einsum("i...", x[0, 0]).shape == [3])
  }

  @Test func manyOperandsMeetInAnyOrder() throws {
    let a = try NDArray.arange(6).reshaped(to: [2, 3])
    let b = try NDArray.arange(12).reshaped(to: [3, 4])
    let c = try NDArray.arange(20).reshaped(to: [4, 5])
    let wanted = try a.matmul(b).matmul(c)
    #expect(try NDArray.einsum("ij,jk,kl->il", a, b, c).bytes() == wanted.bytes())
    #expect(try NDArray.einsum("kl,ij,jk->li", c, a, b).bytes() == wanted.transposed().bytes())
    #expect(try NDArray.einsum("ij,jk,kl->", a, b, c).bytes() == wanted.sum().bytes())
  }

  @Test func derivativesPassThroughDiagonalsAndProducts() throws {
    let x = try NDArray.arange(0.0, 9.0).reshaped(to: [3, 3])
    let diagonal = try grad { (x: NDArray) in try NDArray.einsum("ii->", x) }(x)
    #expect(try diagonal.bytes() == NDArray.eye(3).bytes())
    let product = try grad { (x: NDArray) in try NDArray.einsum("ij,jk->ik", x, x).sum() }(x)
    // d/dx_ij of Σ (x x) is the sum of row j plus that of column i.
    let rows = try x.sum([1]).expanded(at: 0)
    let columns = try x.sum([0]).expanded(at: 1)
    #expect(try product.bytes() == (rows + columns).bytes())
  }
}
