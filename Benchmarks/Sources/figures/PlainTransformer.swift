import Foundation
import Penzai

/// The original's llama-like transformer, written with plain arrays: the peer has the same, equation by equation.
struct PlainTransformer {
  static let width = 512
  static let heads = 8
  static let keyHeads = 4
  static let headWidth = 64
  static let hidden = 1376
  static let vocabulary = 4096

  let blocks: Int

  /// The shapes of the parameters: an embedding, nine for each block, and the last scale.
  var shapes: [[Int]] {
    let (d, k, h) = (Self.width, Self.keyHeads, Self.headWidth)
    let block = [
      [d], [d, k, Self.heads / k, h], [d, k, h], [d, k, h], [k, Self.heads / k, h, d],
      [d], [d, Self.hidden], [d, Self.hidden], [Self.hidden, d],
    ]
    return [[Self.vocabulary, d]] + (0..<blocks).flatMap { _ in block } + [[d]]
  }

  /// Random parameters, small enough for a stable step.
  func parameters() throws -> [NDArray] {
    try shapes.enumerated().map { number, shape in
      try shape.count == 1
        ? NDArray.ones(shape) : RandomKey(number).normal(shape) * 0.02
    }
  }

  private func rmsNorm(_ x: NDArray, _ scale: NDArray) throws -> NDArray {
    try x * (x.squared().mean([-1], keepingAxes: true) + 1e-6).rsqrt() * scale
  }

  private func rotated(_ x: NDArray, _ cosine: NDArray, _ sine: NDArray) throws -> NDArray {
    let half = Self.headWidth / 2
    let (first, second) = (try x[.ellipsis, 0..<half], try x[.ellipsis, half...])
    return try NDArray.concatenate([first * cosine - second * sine, second * cosine + first * sine], axis: -1)
  }

  /// The mean cross-entropy of predicting each token from those before it.
  func loss(_ parameters: [NDArray], _ tokens: NDArray) throws -> NDArray {
    let inputs = try tokens[.all, .slice(to: -1)]
    let targets = try tokens[.all, 1...]
    let length = inputs.shape[1]
    let half = Self.headWidth / 2
    let positions = try NDArray.arange(length, dtype: .float32)
    let frequencies = try (NDArray.arange(half, dtype: .float32) * (-Float(log(10000.0)) / Float(half))).exp()
    let angles = try positions.expanded(at: 1) * frequencies.expanded(at: 0)
    // Axes: sequence, one for the key heads, one for the heads of each, half of the head.
    let (cosine, sine) = (try angles.cos(), try angles.sin())
    let (queryCosine, querySine) = (try cosine.expanded(at: [1, 2]), try sine.expanded(at: [1, 2]))
    let (keyCosine, keySine) = (try cosine.expanded(at: 1), try sine.expanded(at: 1))
    let rows = try NDArray.arange(length).expanded(at: 1)
    let mask = try rows.greaterOrEqual(NDArray.arange(length).expanded(at: 0))

    let embedding = parameters[0]
    var x = try embedding.take(inputs, axis: 0)
    for block in 0..<blocks {
      let p = parameters[(1 + 9 * block)..<(10 + 9 * block)]
      let start = p.startIndex
      let normed = try rmsNorm(x, p[start])
      let query = try rotated(NDArray.einsum("bsd,dkgh->bskgh", normed, p[start + 1]), queryCosine, querySine)
      let key = try rotated(NDArray.einsum("bsd,dkh->bskh", normed, p[start + 2]), keyCosine, keySine)
      let value = try NDArray.einsum("bsd,dkh->bskh", normed, p[start + 3])
      let scores = try NDArray.einsum("bskgh,btkh->bkgst", query, key) * 0.125
      let weights = try NDArray.where(mask, scores, NDArray(-1e30)).softmax([-1])
      let mixed = try NDArray.einsum("bkgst,btkh->bskgh", weights, value)
      x = try x + NDArray.einsum("bskgh,kghd->bsd", mixed, p[start + 4])
      let second = try rmsNorm(x, p[start + 5])
      let gate = try second.matmul(p[start + 6]).silu()
      x = try x + (gate * second.matmul(p[start + 7])).matmul(p[start + 8])
    }
    let logits = try NDArray.einsum("bsd,vd->bsv", rmsNorm(x, parameters[parameters.count - 1]), embedding)
    let logProbabilities = try logits.logSoftmax([-1])
    let chosen = try logProbabilities.takeAlong(targets.expanded(at: -1), axis: -1)
    return try -chosen.mean()
  }

  /// Tokens that repeat no pattern.
  static func tokens(batch: Int, length: Int) throws -> NDArray {
    try NDArray(
      (0..<batch * length).map { Int32(($0 * 7919 + $0 * $0) % vocabulary) }, shape: [batch, length])
  }
}
