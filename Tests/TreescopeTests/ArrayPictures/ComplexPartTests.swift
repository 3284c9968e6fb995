import Foundation
import Testing
import Treescope

/// Complex numbers whose parts tell their places.
private struct ComplexArray: RenderableArray, TreescopeRepresentable {
  var arrayTypeName: String { "ComplexArray" }
  var renderedAxes: [RenderedAxis] { [RenderedAxis(position: 0, size: 3)] }
  var elementTypeName: String { "complex64" }
  var elementKind: ElementKind { .complex }

  func values(at places: [[Int]]) -> [Double] { places[0].map { Double($0) } }
  func imaginaryValues(at places: [[Int]]) -> [Double] { places[0].map { Double(-10 * $0) } }

  func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.array(self, line: "<ComplexArray complex64(3)>", short: "<ComplexArray>")
  }
}

struct ComplexPartTests {
  private func floats(_ picture: [String: Any]) throws -> [Float] {
    let bytes = [UInt8](try #require(Data(base64Encoded: picture["d"] as? String ?? "")))
    return (0..<bytes.count / 4).map { place in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[4 * place + $1]) << (8 * $1) })
    }
  }

  @Test func complexNumbersHaveTwoPictures() throws {
    let part = try renderArray(ComplexArray())
    let pictures = try Island(part).pictures
    #expect(try pictures.map(floats) == [[0, 1, 2], [0, -10, -20]])
    #expect(pictures.map { $0["x"] as? String } == ["Real parts", "Imaginary parts"])
    #expect(pictures.map { $0["n"] as? String } == ["complexArray.real()", "complexArray.imag()"])
    #expect(render(part) == "<picture of ComplexArray complex64(3)>")
  }

  @Test func pagesShowBothOfThemselves() throws {
    #expect(try Island(ComplexArray()).pictures.count == 2)
    #expect(render([ComplexArray()]) == "[<ComplexArray complex64(3)>]")
  }
}
