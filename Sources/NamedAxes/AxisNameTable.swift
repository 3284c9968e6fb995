internal import Synchronization

/// The texts of all axis names of this process, each under a number: names are compared by their numbers.
///
/// Texts are never given up; a program has as many as its authors thought of.
enum AxisNameTable {
  private struct State {
    var numbers: [ExactText: Int32] = [:]
    var texts: [String] = []
  }

  /// A text told apart from others by its bytes: Swift's own comparison takes canonically equivalent texts for equal.
  private struct ExactText: Hashable {
    let text: String

    static func == (left: ExactText, right: ExactText) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  private static let state = Mutex(State())

  /// The number of a text, a new one when it was not met before.
  static func number(of text: String) -> Int32 {
    state.withLock { state in
      let key = ExactText(text: text)
      if let number = state.numbers[key] { return number }
      let number = Int32(state.texts.count)
      state.texts.append(text)
      state.numbers[key] = number
      return number
    }
  }

  /// The text under a number.
  static func text(_ number: Int32) -> String { state.withLock { $0.texts[Int(number)] } }
}
