public import Treescope

extension Parameter: TreescopeRepresentable, CustomStringConvertible {
  /// The kind, the label and what it holds, as ``treescopePart(with:)`` shows them.
  public var description: String { render(self) }

  /// The label, the value, and metadata if there are any.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.variable("Parameter", label, value, metadata, color: .rgb(0x93, 0xCC, 0xE1))
  }
}

extension ParameterValue: TreescopeRepresentable, CustomStringConvertible {
  /// The kind, the label and what it holds, as ``treescopePart(with:)`` shows them.
  public var description: String { render(self) }

  /// The label, the value, and metadata if there are any.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.variable("ParameterValue", label, value, metadata, color: .rgb(0xA0, 0xB0, 0xC9))
  }
}

extension ParameterSlot: TreescopeRepresentable, CustomStringConvertible {
  /// The kind, the label and what it holds, as ``treescopePart(with:)`` shows them.
  public var description: String { render(self) }

  /// The label.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.constructor(
      "ParameterSlot", [.static("label", label)], color: .outlined(.rgb(0x93, 0xCC, 0xE1), fill: .rgb(0xCD, 0xCD, 0xCD))
    )
  }
}

extension StateVariable: TreescopeRepresentable, CustomStringConvertible {
  /// The kind, the label and what it holds, as ``treescopePart(with:)`` shows them.
  public var description: String { render(self) }

  /// The label, the state, and metadata if there are any.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.variable("StateVariable", label, value, metadata, color: .rgb(0xF5, 0x76, 0x03))
  }
}

extension StateVariableValue: TreescopeRepresentable, CustomStringConvertible {
  /// The kind, the label and what it holds, as ``treescopePart(with:)`` shows them.
  public var description: String { render(self) }

  /// The label, the state, and metadata if there are any.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.variable("StateVariableValue", label, value, metadata, color: .rgb(0xD4, 0xAF, 0x27))
  }
}

extension StateVariableSlot: TreescopeRepresentable, CustomStringConvertible {
  /// The kind, the label and what it holds, as ``treescopePart(with:)`` shows them.
  public var description: String { render(self) }

  /// The label.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.constructor(
      "StateVariableSlot", [.static("label", label)],
      color: .outlined(.rgb(0xF5, 0x76, 0x03), fill: .rgb(0xCD, 0xCD, 0xCD)))
  }
}

extension VariableLabel: TreescopeRepresentable {
  /// The name as a string literal, or the number.
  public func treescopePart(with renderer: PartRenderer) throws -> Part { .text(description, .string) }
}

extension PartRenderer {
  /// A variable or a frozen value.
  fileprivate func variable(
    _ name: String, _ label: VariableLabel, _ value: any Sendable, _ metadata: [String: String], color: PartColor
  ) -> Part {
    constructor(
      name,
      [.static("label", label), .child("value", value)] + (metadata.isEmpty ? [] : [.static("metadata", metadata)]),
      color: color)
  }
}
