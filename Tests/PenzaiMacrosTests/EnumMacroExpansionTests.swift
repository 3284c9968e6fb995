import SwiftSyntaxMacrosGenericTestSupport
import Testing

struct EnumMacroExpansionTests {
  @Test func casesBecomeChildrenAndConstants() {
    expectExpansion(
      """
      @PyTree
      public indirect enum Activation<Inside: PyTree> {
        case relu, `default`
        case scaled(by: Float, Inside)
        @Static case named(String, of: Int = 3)
        var isRelu: Bool { false }
      }
      """,
      expandsTo: """
        public indirect enum Activation<Inside: PyTree> {
          case relu, `default`
          case scaled(by: Float, Inside)
          case named(String, of: Int = 3)
          var isRelu: Bool { false }

          public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
            switch self {
            case .relu:
              try walker.constant("case", "relu")
            case .`default`:
              try walker.constant("case", "default")
            case .scaled(var value0, var value1):
              try walker.constant("case", "scaled")
              try walker.child("by", &value0)
              try walker.child("1", &value1)
              if Walker.mutates {
                self = .scaled(by: value0, value1)
              }
            case .named(let value0, let value1):
              try walker.constant("case", "named")
              try walker.constant("0", value0)
              try walker.constant("of", value1)
            }
          }
        }

        extension Activation: PyTree {
        }
        """)
  }

  @Test(arguments: [
    (
      "case one((Int, Int))", 12,
      "'value 0 of 'one'' is a tuple, which cannot be a tree: use 'Pair', or a struct with @PyTree"
    ),
    (
      "case one(range: Range<Int>)", 19,
      "'range' is of type Range<Int>, which is no tree: mark it '@Static' to make it part of the structure, "
        + "or use an array"
    ),
    (
      "@Static case one(act: (Int) -> Int)", 25,
      "'act' is a function, which cannot be compared: hold it in a struct with a name and an '==' of its own "
        + "that compares the names"
    ),
    (
      "#if DEBUG\n  case one\n  #endif", 3,
      "a tree macro does not see stored properties and cases inside '#if'; declare them outside, or write 'walk' by hand"
    ),
  ])
  func valuesThatNoTreeHoldsAreRefused(declaration: String, column: Int, message: String) {
    let written = declaration.hasPrefix("#") ? "" : "\n    case .one:\n      break"
    expectExpansion(
      "@PyTree\nenum Thing {\n  \(declaration)\n}",
      expandsTo: """
        enum Thing {
          \(declaration.replacing("@Static ", with: ""))

          mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
            switch self {\(written)
            }
          }
        }

        extension Thing: PyTree {
        }
        """,
      diagnostics: [DiagnosticSpec(message: message, line: 3, column: column)])
  }

  @Test func settingsCanBeMarkedByAFixIt() {
    expectExpansion(
      """
      @PyTree
      struct Thing {
        let names: Set<String>
      }
      """,
      expandsTo: """
        struct Thing {
          let names: Set<String>

          mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
          }
        }

        extension Thing: PyTree {
        }
        """,
      diagnostics: [
        DiagnosticSpec(
          message: "'names' is of type Set<String>, which is no tree: mark it '@Static' to make it part of the "
            + "structure, or use an array",
          line: 3, column: 14, fixIts: [FixItSpec(message: "mark it '@Static'")])
      ],
      applying: ["mark it '@Static'"],
      fixed: """
        @PyTree
        struct Thing {
          @Static let names: Set<String>
        }
        """)
  }
}
