"""Tests of Scripts/check-documentation on small sources."""

import os
import unittest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "check-documentation")
loader = SourceFileLoader("check_documentation", SCRIPT)
check = module_from_spec(spec_from_loader("check_documentation", loader))
loader.exec_module(check)


class UndocumentedDeclarations(unittest.TestCase):
    def check(self, source, *expected):
        """Expects exactly these declarations without documentation, as `line kind name`."""
        found = [f"{line} {kind} {name}" for line, kind, name in check.undocumented(source.split("\n"))]
        self.assertEqual(found, list(expected))

    def test_what_says_public(self):
        self.check("public struct A {\n  public init() {}\n  var hidden = 0\n}", "1 struct A", "2 init init")
        self.check("/// An A.\npublic final class A {\n  public private(set) var b = 0\n}", "3 var b")
        self.check("extension A {\n  public static func == (l: A, r: A) -> Bool { true }\n}", "2 func ==")
        self.check("public import Trees\npublic extension A {}")

    def test_requirements_of_public_protocols(self):
        self.check(
            "/// A P.\npublic protocol P<B>\nwhere B: Q {\n"
            "  associatedtype B\n  var c: Int { get }\n  /// D.\n  func d()\n}",
            "4 associatedtype B",
            "5 var c",
        )
        self.check("protocol P {\n  var c: Int { get }\n}")

    def test_cases_of_public_enumerations(self):
        self.check("/// An E.\npublic enum E: Int {\n  case a, b\n  /// C.\n  case c\n}", "3 case a")
        self.check("/// An E.\npublic enum E { case a }", "2 enum E, whose members stand on its line")
        self.check("/// An E.\npublic enum E {\n  /// B.\n  public func b() {\n    switch 1 {\n    case 1: 2\n    }\n  }\n}")

    def test_members_of_public_extensions(self):
        self.check("public extension A {\n  func b() {\n    let c = 1\n  }\n  private func d() {}\n}", "2 func b")

    def test_attributes_stand_between_comment_and_declaration(self):
        macro = '@attached(\n  member, names: named(walk)\n)\n@inlinable\npublic macro A() = #externalMacro(module: "P")'
        self.check(macro, "5 macro A")
        self.check(f"/// An A.\n{macro}")

    def test_text_in_literals_declares_nothing(self):
        self.check('let text = """\n  public func a() {}\n  """\npublic let b = 1', "4 let b")

    def test_a_comment_belongs_to_what_follows_it(self):
        self.check("/// An A.\npublic let a = 1\npublic let b = 2", "3 let b")
        self.check("// Not documentation.\npublic let a = 1", "2 let a")


class Pages(unittest.TestCase):
    def test_rooms_without_a_page_are_named(self):
        os.chdir(os.path.dirname(os.path.dirname(SCRIPT)))
        rooms = 'room("Trees", ["CCallStacks"]),\nroom(\n  "Attic", []),'
        self.assertEqual(list(check.rooms_without_page(rooms)), ["Attic"])


if __name__ == "__main__":
    unittest.main()
