import SwiftSyntaxMacrosGenericTestSupport
import Testing

struct TreeMacroExpansionTests {
  @Test func childrenAndStaticProperties() {
    expectExpansion(
      """
      @PyTree
      struct Rescale {
        var factor: NDArray
        @Static let axis: String
      }
      """,
      expandsTo: """
        struct Rescale {
          var factor: NDArray
          let axis: String

          mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
            try walker.child("factor", &self.factor)
            try walker.constant("axis", self.axis)
          }
        }

        extension Rescale: PyTree {
        }
        """)
  }

  @Test func layersConformToLayer() {
    expectExpansion(
      """
      @Layer
      public struct Chain<Inside: Layer> where Inside: Sendable {
        public var inside: Inside, others: [any Layer]
      }
      """,
      expandsTo: """
        public struct Chain<Inside: Layer> where Inside: Sendable {
          public var inside: Inside, others: [any Layer]

          public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
            try walker.child("inside", &self.inside)
            try walker.child("others", &self.others)
          }
        }

        extension Chain: Layer {
        }
        """)
  }

  @Test func whatIsNotStoredInInstancesIsSkipped() {
    expectExpansion(
      """
      @PyTree
      private struct Watched {
        static var shared = 1
        var `default`: Int { didSet { print(oldValue) } }
        var doubled: Int { 2 * `default` }
        var other: Int {
          get { 1 }
          set {}
        }
        func callAsFunction() {}
      }
      """,
      expandsTo: """
        private struct Watched {
          static var shared = 1
          var `default`: Int { didSet { print(oldValue) } }
          var doubled: Int { 2 * `default` }
          var other: Int {
            get { 1 }
            set {}
          }
          func callAsFunction() {}

          mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
            try walker.child("default", &self.`default`)
          }
        }

        extension Watched: PyTree {
        }
        """)
  }

  @Test func structuresInPublicExtensionsArePublic() {
    expectExpansion(
      """
      public extension Outer {
        @PyTree
        struct Inner {
        }
      }
      """,
      expandsTo: """
        public extension Outer {
          struct Inner {

            public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
            }
          }
        }

        extension Outer.Inner: PyTree {
        }
        """)
  }

  @Test func childrenMustBeVariables() {
    let message = """
      'factor' is a child of the tree, which must be replaceable: write 'var', \
      or mark it '@Static' to make it part of the structure
      """
    let source = """
      @PyTree
      struct Rescale {
        /// The factor.
        let factor: NDArray
      }
      """
    let expanded = """
      struct Rescale {
        /// The factor.
        let factor: NDArray

        mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
        }
      }

      extension Rescale: PyTree {
      }
      """
    let diagnostic = DiagnosticSpec(
      message: message, line: 4, column: 3,
      fixIts: [FixItSpec(message: "write 'var'"), FixItSpec(message: "mark it '@Static'")])
    expectExpansion(
      source, expandsTo: expanded, diagnostics: [diagnostic], applying: ["write 'var'"],
      fixed: """
        @PyTree
        struct Rescale {
          /// The factor.
          var factor: NDArray
        }
        """)
    expectExpansion(
      source, expandsTo: expanded, diagnostics: [diagnostic], applying: ["mark it '@Static'"],
      fixed: """
        @PyTree
        struct Rescale {
          /// The factor.
          @Static let factor: NDArray
        }
        """)
  }

  @Test(arguments: [
    (
      "class",
      "@PyTree writes the walk of a struct or an enum, not of a class; a class is a leaf: write 'TreeLeaf' in its "
        + "inheritance clause, or make it a struct"
    ),
    ("actor", "@PyTree writes the walk of a struct or an enum, not of an actor; make it one, or write 'walk' by hand"),
    (
      "protocol",
      "@PyTree writes the walk of a struct or an enum, not of a protocol; make it one, or write 'walk' by hand"
    ),
  ])
  func onlyStructuresAndEnumerationsAreWritten(kind: String, message: String) {
    expectExpansion(
      "@PyTree\n\(kind) Thing {\n}", expandsTo: "\(kind) Thing {\n}",
      diagnostics: [DiagnosticSpec(message: message, line: 1, column: 1)])
  }

  @Test(arguments: [
    (
      "lazy var late = 1", 3,
      "a lazy property cannot be part of a tree; make it a computed property, or store its value in a 'var'"
    ),
    (
      "var (one, two) = (1, 2)", 7,
      "a tree cannot name the parts of a tuple pattern; declare each property by itself: 'var a = ...', 'var b = ...'"
    ),
    (
      "#if DEBUG\n  var log = 1\n  #endif", 3,
      "a tree macro does not see stored properties and cases inside '#if'; declare them outside, or write 'walk' by hand"
    ),
    (
      "weak var owner: Owner?", 3,
      "a tree owns its children, so a weak property cannot be one; declare it strong, or keep it outside of the tree"
    ),
    (
      "var pair: (Int, Float)", 13, "'pair' is a tuple, which cannot be a tree: use 'Pair', or a struct with @PyTree"
    ),
    (
      "var act: [@Sendable (Float) -> Float]?", 12,
      "'act' is a function, which is no tree: hold it in a struct with an '==' of its own and mark that '@Static', "
        + "or in a class that conforms to 'TreeLeaf'"
    ),
    (
      "let kind: Float.Type", 13,
      "'kind' is a type, which is neither a tree nor Hashable: store an 'ObjectIdentifier' or a name, '@Static'"
    ),
  ])
  func whatATreeCannotHoldIsRefused(property: String, column: Int, message: String) {
    expectExpansion(
      "@PyTree\nstruct Thing {\n  \(property)\n}",
      expandsTo: """
        struct Thing {
          \(property)

          mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
          }
        }

        extension Thing: PyTree {
        }
        """,
      diagnostics: [DiagnosticSpec(message: message, line: 3, column: column)])
  }

  @Test func staticMarksStoredPropertiesOnly() {
    expectExpansion(
      """
      struct Thing {
        @Static var double: Int { 2 }
      }
      """,
      expandsTo: """
        struct Thing {
          var double: Int { 2 }
        }
        """,
      diagnostics: [
        DiagnosticSpec(
          message:
            "'@Static' marks stored properties of a struct, or cases of an enum, with @PyTree or @Layer; remove it here",
          line: 2,
          column: 3)
      ])
  }
}
