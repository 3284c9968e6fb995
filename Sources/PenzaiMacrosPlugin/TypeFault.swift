import SwiftSyntax

/// Why a type, as far as its spelling tells, can be no child or no static value of a tree.
enum TypeFault: Equatable {
  case function
  case tuple
  case metatype
  /// A type of the standard library or of Foundation that is no tree, but can be compared.
  case comparableOnly(String)

  /// The fault of a type, or of the elements that it holds; nil when nothing can be said against it.
  init?(in type: TypeSyntax, ofStatic isStatic: Bool) {
    switch type.as(TypeSyntaxEnum.self) {
    case .functionType: self = .function
    case .metatypeType: self = .metatype
    case .attributedType(let type): self.init(in: type.baseType, ofStatic: isStatic)
    case .optionalType(let type): self.init(in: type.wrappedType, ofStatic: isStatic)
    case .implicitlyUnwrappedOptionalType(let type): self.init(in: type.wrappedType, ofStatic: isStatic)
    case .arrayType(let type): self.init(in: type.element, ofStatic: isStatic)
    case .dictionaryType(let type): self.init(in: type.value, ofStatic: isStatic)
    case .tupleType(let type):
      guard type.elements.count == 1, let only = type.elements.first else {
        self = .tuple
        return
      }
      self.init(in: only.type, ofStatic: isStatic)
    case .identifierType(let type):
      guard !isStatic, settingTypes.contains(type.name.text) else { return nil }
      self = .comparableOnly(type.trimmedDescription)
    default: return nil
    }
  }
}

/// Types that are met as settings, with `==` and without children.
private let settingTypes: Set = [
  "Set", "Range", "ClosedRange", "PartialRangeFrom", "PartialRangeUpTo", "PartialRangeThrough", "Duration", "Date",
  "Data", "URL", "UUID", "ObjectIdentifier",
]

extension TypeFault {
  /// What is wrong, after the name of the property.
  func sentence(isStatic: Bool) -> String {
    switch (self, isStatic) {
    case (.function, true):
      """
      is a function, which cannot be compared: \
      hold it in a struct with a name and an '==' of its own that compares the names
      """
    case (.function, false):
      """
      is a function, which is no tree: hold it in a struct with an '==' of its own and mark that '@Static', \
      or in a class that conforms to 'TreeLeaf'
      """
    case (.tuple, true): "is a tuple, which is not Hashable: use an array, or a struct that is Hashable"
    case (.tuple, false): "is a tuple, which cannot be a tree: use 'Pair', or a struct with @PyTree"
    case (.metatype, _):
      "is a type, which is neither a tree nor Hashable: store an 'ObjectIdentifier' or a name, '@Static'"
    case (.comparableOnly(let type), _):
      "is of type \(type), which is no tree: mark it '@Static' to make it part of the structure, or use an array"
    }
  }
}
