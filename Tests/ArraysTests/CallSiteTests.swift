import Testing
import Trees

@testable import Arrays

@Suite struct CallSiteTests {
  private static let vector = ArrayType([3], .float32)

  /// The file and line of each equation of a graph, by the name of its primitive.
  private func places(_ graph: Graph) -> [(name: String, place: String)] {
    graph.equations.map { (type(of: $0.primitive).name, "\($0.site)") }
  }

  @Test func equationsKnowTheirLines() throws {
    let first = #line + 2
    let graph = try Trace.record("test", [Self.vector]) { inputs in
      let product = try inputs[0] * inputs[0]
      return [try product.sin().cos()]
    }.graph
    #expect(
      places(graph).map(\.place)
        == [first, first + 1, first + 1].map { "CallSiteTests.swift:\($0)" })
    let location = try #require(graph.equations[0].site.location)
    #expect(location.path == #filePath)
    #expect(location.function.contains("equationsKnowTheirLines"))
    #expect(location.line == first)
  }

  @Test func functionsOfTheLibraryAreSkipped() throws {
    let line = #line + 2
    let graph = try Trace.record("test", [Self.vector]) {
      [try $0[0].softmax()]
    }.graph
    #expect(graph.equations.count > 3)
    #expect(Set(places(graph).map(\.place)) == ["CallSiteTests.swift:\(line)"])
  }

  @Test func framesAreToldApartByTheirFiles() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    func frame(_ path: String?, _ symbol: String = "$s3App4mainyyF") -> StackFrame {
      StackFrame(function: "f", symbol: symbol, path: path, line: 1)
    }
    #expect(frame("/\(root)/Sources/Arrays/Graph/Trace.swift").isOfEngine)
    #expect(frame("/\(root)/Sources/Layers/Linear.swift").isOfPackage)
    #expect(!frame("/\(root)/Sources/Layers/Linear.swift").isOfEngine)
    // Inlined functions have relative paths.
    #expect(frame("Sources/Arrays/Graph/Trace.swift").isOfPackage)
    #expect(frame("Sources/Arrays/Graph/Trace.swift").isOfEngine)
    for path in ["Sources/App/main.swift", "/elsewhere/Sources/Arrays/a.swift", "/\(root)/Tests/A.swift", "Sources"] {
      #expect(!frame(path).isOfPackage, "\(path)")
    }
    #expect(frame(nil, "$s6Arrays5TraceC").isOfEngine)
    #expect(frame(nil, "$s6Layers6LinearV").isOfPackage)
    #expect(!frame(nil).isOfPackage)
    #expect(frame(nil).isOfModule && !frame(nil, "$sSa3mapyF").isOfModule)
  }

  private func helper(_ x: NDArray) throws -> NDArray { try x.exp() }

  @Test func theInnermostFunctionOfTheUserCounts() throws {
    let line = #line - 3
    let graph = try Trace.record("test", [Self.vector]) { [try helper($0[0])] }.graph
    #expect(places(graph).map(\.place) == ["CallSiteTests.swift:\(line)"])
  }

  @Test func derivedEquationsPointToTheirOrigin() throws {
    let line = #line + 2
    let function = { (x: NDArray) in
      let y = try x.sin()
      return try y.sum()
    }
    let slope = try Trace.record("test", [Self.vector]) { [try grad(function)($0[0])] }.graph
    let places = Dictionary(grouping: places(slope), by: \.name).mapValues { Set($0.map(\.place)) }
    #expect(places["cos"] == ["CallSiteTests.swift:\(line)"])
    #expect(places["broadcast"] == ["CallSiteTests.swift:\(line + 1)"])

    let mapped = try Trace.record("test", [ArrayType([4, 3], .float32)]) { [try vmap(function)($0[0])] }.graph
    #expect(
      Set(self.places(mapped).filter { ["sin", "reduce_sum"].contains($0.name) }.map(\.place))
        == ["CallSiteTests.swift:\(line)", "CallSiteTests.swift:\(line + 1)"])
  }

  @Test func placesAreNoPartOfAGraphsIdentity() throws {
    let one = try Trace.record("test", [Self.vector]) { [try $0[0].sin()] }.graph
    let other = try Trace.record("test", [Self.vector]) { [try $0[0].sin()] }.graph
    #expect(one.equations[0].site != other.equations[0].site)
    #expect(one == other && one.hashValue == other.hashValue)
    #expect(Set([one, other]).count == 1)
  }

  @Test func placesOutlivePruning() throws {
    let graph = try Trace.record("test", [Self.vector]) { inputs in
      _ = try inputs[0].exp()
      return [try inputs[0].cos()]
    }.graph
    #expect(graph.pruned().equations[0].site == graph.equations[1].site)
  }

  @Test func theSameCallIsKeptOnce() throws {
    let sites = (0..<3).map { _ in CallSite.current() }
    #expect(Set(sites).count == 1)
    #expect(sites[0] != CallSite.unknown)
    #expect(CallSite.unknown.location == nil)
    #expect(CallSite.unknown.description == "an unknown place")
  }

  @Test func stacksAreWalkedOnEveryThread() async throws {
    await withTaskGroup(of: String.self) { group in
      let line = #line + 2
      for _ in 0..<20 {
        group.addTask { CallSite.current().description }
      }
      for await place in group { #expect(place == "CallSiteTests.swift:\(line)") }
    }
  }

  @Test func deepRecursionIsCutShort() throws {
    func descend(_ depth: Int) -> CallSite { depth == 0 ? CallSite.current() : descend(depth - 1) }
    #expect(descend(500).location != nil)
    #expect(descend(500).location?.function.contains("descend") == true)
  }
}
