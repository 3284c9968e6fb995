import Foundation
import Penzai

/// ``PlainTransformer`` again, with an axis' name wherever that counts positions.
struct NamedTransformer {
  let blocks: Int

  /// The axes of the parameters, in the order of ``PlainTransformer/shapes``.
  var axes: [[AxisName]] {
    let block: [[AxisName]] = [
      ["embedding"], ["embedding", "keyHeads", "group", "head"], ["embedding", "keyHeads", "head"],
      ["embedding", "keyHeads", "head"], ["keyHeads", "group", "head", "embedding"],
      ["embedding"], ["embedding", "hidden"], ["embedding", "hidden"], ["hidden", "embedding"],
    ]
    return [["vocabulary", "embedding"]] + (0..<blocks).flatMap { _ in block } + [["embedding"]]
  }

  func tagged(_ parameters: [NDArray]) throws -> [NamedArray] {
    try zip(parameters, axes).map { try wrap($0).tag($1) }
  }

  private func rmsNorm(_ x: NamedArray, _ scale: NamedArray) throws -> NamedArray {
    try x * (x.squared().mean("embedding") + 1e-6).rsqrt() * scale
  }

  private func rotated(_ x: NamedArray, _ cosine: NamedArray, _ sine: NamedArray) throws -> NamedArray {
    let half = PlainTransformer.headWidth / 2
    let (first, second) = (try x[["head": 0..<half]], try x[["head": half...]])
    return try NamedArray.concatenate([first * cosine - second * sine, second * cosine + first * sine], axis: "head")
  }

  /// The mean cross-entropy of predicting each token from those before it.
  func loss(_ parameters: [NamedArray], _ tokens: NamedArray) throws -> NDArray {
    let inputs = try tokens[["seq": .slice(to: -1)]]
    let targets = try tokens[["seq": 1...]]
    let length = inputs.namedShape["seq"] ?? 0
    let half = PlainTransformer.headWidth / 2
    let positions = try NamedArray.arange("seq", length, dtype: .float32)
    let frequencies = try (NamedArray.arange("head", half, dtype: .float32) * (-Float(log(10000.0)) / Float(half)))
      .exp()
    let angles = try positions * frequencies
    let (cosine, sine) = (try angles.cos(), try angles.sin())
    let mask = try NamedArray.arange("seq", length).greaterOrEqual(NamedArray.arange("keySeq", length))

    let embedding = parameters[0]
    var x = try embedding[["vocabulary": inputs]]
    for block in 0..<blocks {
      let p = parameters[(1 + 9 * block)..<(10 + 9 * block)]
      let start = p.startIndex
      let normed = try rmsNorm(x, p[start])
      let query = try rotated(normed.dot(p[start + 1], over: "embedding"), cosine, sine)
      let key = try rotated(normed.dot(p[start + 2], over: "embedding"), cosine, sine)
      let value = try normed.dot(p[start + 3], over: "embedding")
      let scores = try query.dot(key.untag("seq").tag("keySeq"), over: "head") * 0.125
      let weights = try NamedArray.where(mask, scores, NamedArray(NDArray(-1e30))).softmax("keySeq")
      let mixed = try weights.dot(value.untag("seq").tag("keySeq"), over: "keySeq")
      x = try x + mixed.dot(p[start + 4], over: "keyHeads", "group", "head")
      let second = try rmsNorm(x, p[start + 5])
      let gate = try second.dot(p[start + 6], over: "embedding").silu()
      x = try x + (gate * second.dot(p[start + 7], over: "embedding")).dot(p[start + 8], over: "hidden")
    }
    let logits = try rmsNorm(x, parameters[parameters.count - 1]).dot(embedding, over: "embedding")
    let chosen = try logits.logSoftmax("vocabulary")[["vocabulary": targets]]
    return try -chosen.mean("batch", "seq").unwrap()
  }
}
