public import JSON

/// An edit that cannot be written down, read or replayed: where, and why.
///
/// The facts are here; the wording is in `EditError+Description.swift`.
public struct EditError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// A text that is no JSON, or more of it than allowed.
    case json(JSONError)
    /// Another kind of value than must stand there.
    case unexpected(expected: String, found: String)
    /// A field that must be there.
    case missing(field: String)
    /// A field that means nothing there.
    case unknown(field: String)
    /// A script of a version that is not read here.
    case unsupportedVersion(String, supported: Int)
    /// A type that the registry does not know.
    case unregistered(type: String)
    /// A node that a type cannot be made of.
    case unsuitable(type: String, problem: String)
    /// Something that cannot be written down.
    case unwritable(problem: String)
    /// An edit that the tree at hand does not allow.
    case refused(problem: String)
  }

  /// Where: the way through the script, or in the tree that was to be written.
  public let place: String
  /// What is wrong.
  public let reason: Reason

  /// An error at a place.
  public init(place: String = "", _ reason: Reason) {
    self.place = place
    self.reason = reason
  }

  /// The same error, its place starting one step higher.
  func inside(_ step: String) -> EditError { EditError(place: step + place, reason) }
}

/// What a closure gives; errors of editing get a step put before their place.
func located<Result>(_ step: @autoclosure () -> String, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as EditError {
    throw error.inside(step())
  } catch let error as JSONError {
    throw EditError(place: step(), .json(error))
  }
}
