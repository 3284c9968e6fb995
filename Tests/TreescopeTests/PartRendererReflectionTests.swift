import Foundation
import Testing
import Treescope

private struct Point {
  var x = 1
  var y = 2.5
}

private struct Empty {}

private struct Pair<First, Second> {
  var first: First
  var second: Second
}

private class Animal {
  var name = "Ada"
  lazy var age = 3
}

private final class Dog: Animal {
  var isGood = true
}

private enum Shape {
  case dot
  case circle(radius: Double)
  case box(Int, depth: Int?)
  case path([Int])
}

private enum Activation: String {
  case relu
  case gelu = "GELU"
}

private enum Level: Int {
  case low = 3
}

private enum Talkative: CustomStringConvertible {
  case word
  var description: String { "any words" }
}

private enum Recursive: CustomStringConvertible {
  case word
  var description: String { render(self) }
}

private protocol Greeter {}
extension Point: Greeter {}

private actor Counter {
  var count = 1
}

struct PartRendererReflectionTests {
  @Test func structsShowTheirStoredProperties() {
    #expect(render(Point()) == "Point(x: 1, y: 2.5)")
    #expect(render(Empty()) == "Empty()")
    #expect(render(Pair(first: 1, second: "a")) == #"Pair<Int, String>(first: 1, second: "a")"#)
  }

  @Test func classesShowInheritedPropertiesFirst() {
    #expect(render(Dog()) == #"Dog(name: "Ada", age: nil, isGood: true)"#)
  }

  @Test func actorsShowTheirStoredProperties() {
    #expect(render(Counter()) == "Counter(count: 1)")
  }

  @Test func enumsShowCaseAndPayload() {
    #expect(render(Shape.dot) == "Shape.dot")
    #expect(render(Shape.circle(radius: 2)) == "Shape.circle(radius: 2.0)")
    #expect(render(Shape.box(1, depth: nil)) == "Shape.box(1, depth: nil)")
    #expect(render(Shape.path([1, 2])) == "Shape.path([1, 2])")
  }

  @Test func rawValuesAreRemarkedWhereTheySayMoreThanTheCase() {
    #expect(render(Activation.relu) == "Activation.relu")
    #expect(render(Activation.gelu) == #"Activation.gelu # rawValue: "GELU""#)
    #expect(render(Level.low) == "Level.low # rawValue: 3")
    #expect(render([Level.low]) == "[Level.low]")
  }

  @Test func enumsThatPrintThemselvesShowWhatTheyPrint() {
    #expect(render(Talkative.word) == "<Talkative any words>")
  }

  @Test func anEnumThatPrintsItselfByRenderingDoesNotRecur() {
    #expect(render(Recursive.word) == "<Recursive <Recursive>>")
  }

  @Test func tuplesShowTheirLabels() {
    #expect(render((1, "a")) == #"(1, "a")"#)
    #expect(render((1, x: true)) == "(1, x: true)")
    #expect(render(()) == "()")
  }

  @Test func functionsShowTheirType() {
    let plain: (Int) -> Int = { $0 }
    let sending: @Sendable (Int, String) async throws -> Void = { _, _ in }
    #expect(render(plain) == "<function (Int) -> Int>")
    #expect(render(sending) == "<function @Sendable (Int, String) async throws -> ()>")
    #expect(render(Pair(first: plain, second: 1)).hasPrefix("Pair<(Int) -> Int, Int>(first: <function"))
  }

  @Test func metatypesAndKeyPathsShowAsSource() {
    #expect(render(Int.self) == "Int.self")
    #expect(render([String: [Int]].self) == "Dictionary<String, Array<Int>>.self")
    #expect(render((any Greeter).self) == "Greeter.self")
    #expect(render(\Point.x) == #"\Point.x"#)
  }

  @Test func existentialsShowTheirDynamicType() {
    let greeter: any Greeter = Point()
    #expect(render(greeter) == "Point(x: 1, y: 2.5)")
    #expect(render([greeter, 1, "a", nil] as [Any?]) == #"[Point(x: 1, y: 2.5), 1, "a", nil]"#)
  }

  @Test func foundationValuesShowWhatTheyPrint() throws {
    let url = try #require(URL(string: "https://example.org/a"))
    #expect(render(Date(timeIntervalSince1970: 0)) == "<Date 1970-01-01 00:00:00 +0000>")
    #expect(render(url) == "<URL https://example.org/a>")
  }

  @Test func otherCollectionsShowTheirTypeAndElements() {
    struct Ring: CustomReflectable {
      var customMirror: Mirror { Mirror(self, unlabeledChildren: [1, 2, 3], displayStyle: .collection) }
    }
    #expect(render(Ring()) == "Ring([1, 2, 3])")
  }
}
