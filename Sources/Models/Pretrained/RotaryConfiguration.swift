internal import Checkpoints
internal import Layers

/// How positions rotate queries and keys: the keys of older files beside the others, or `rope_parameters`.
struct RotaryConfiguration {
  var wavelength: Double
  var scaling: RoPEFrequencyScaling?

  private enum Kind { case plain, linear, llama3 }

  init(_ file: inout ConfigurationFile, contextLength: Int) throws {
    let key = file.has("rope_scaling") ? "rope_scaling" : "rope_parameters"
    if key == "rope_scaling", file.has("rope_parameters") {
      throw file.refusal("rope_scaling", "must not stand beside rope_parameters")
    }
    guard try !file.bool("rope_interleaved", default: false) else {
      throw file.refusal("rope_interleaved", "must be false, for positions rotate the two halves of each head")
    }
    try Self.requireWholeHeads(&file)
    let outer = try file.number("rope_theta", atLeast: 1, default: 10_000)
    file.ignore(key == "rope_scaling" ? "rope_parameters" : "rope_scaling")
    guard var members = try file.object(key) else {
      wavelength = outer
      return
    }
    wavelength = try members.number("rope_theta", atLeast: 1, default: outer)
    let name = members.mentions("rope_type") ? "rope_type" : "type"
    if name == "rope_type", members.mentions("type") { members.ignore("type") }
    try Self.requireWholeHeads(&members)
    let kind = try members.choice(
      name, [("default", Kind.plain), ("linear", .linear), ("llama3", .llama3)], default: .plain)
    switch kind {
    case .plain: scaling = nil
    case .linear: scaling = .linear(factor: try members.number("factor", atLeast: 1))
    case .llama3:
      let low = try members.number("low_freq_factor", atLeast: 0)
      let high = try members.number("high_freq_factor", atLeast: low)
      guard low > 0 else { throw members.refusal("low_freq_factor", "must be positive, found \(low)") }
      guard high > low else {
        throw members.refusal("high_freq_factor", "must be greater than low_freq_factor \(low), found \(high)")
      }
      scaling = .llama3(
        factor: try members.number("factor", atLeast: 1), lowFrequencyFactor: low, highFrequencyFactor: high,
        originalContextLength: try members.integer(
          "original_max_position_embeddings", in: 1...(1 << 31), default: contextLength))
    }
    try members.requireAllTaken()
  }

  /// Refuses rotations of a part of each head.
  private static func requireWholeHeads(_ file: inout ConfigurationFile) throws {
    let key = "partial_rotary_factor"
    let factor = file.has(key) ? try file.number(key, atLeast: 0) : 1
    guard factor == 1 else { throw file.refusal(key, "must be 1, for positions rotate whole heads, found \(factor)") }
    file.ignore(key)
  }
}
