// Looking at models, arrays and any other value: as text, as pages, as pictures.
import Penzai

// A model prints as an indented tree, with the named shapes of its parameters.
let model = try MLP.fromConfig(name: "mlp", key: RandomKey(10), featureSizes: [2, 32, 32, 2])
print(model)

// Options fold it: here all that lies deeper than two levels.
print("\nTwo levels of it:")
printRendering(model, options: RenderOptions(maximumDepth: 2))

// The same as a page that folds and searches, with a picture below every array. It opens in a browser; where there is
// none, the path of the page is printed.
try show(model, title: "A perceptron")

// Any Swift value prints that way, without a line of code for it.
struct Study {
  var name: String
  var rates: [Double]
  var best: (step: Int, loss: Double)?
}
let study = Study(name: "warm-up", rates: [1e-3, 3e-4], best: (step: 120, loss: 0.25))
print("\nA value of one's own:")
printRendering(study)

// A page shows large arrays by their ends. A picture made by hand shows every element, and takes labels.
let tokens = ["The", "cat", "sat", "down"]
let positions = try NamedArray.arange("query", tokens.count)
let keys = try NamedArray.arange("key", tokens.count)
let isVisible = try positions.greaterOrEqual(keys)
let weights = try NamedArray.where(isVisible, 1 / (positions + 1).astype(.float32), 0)

let picture = try renderArray(
  weights,
  ArrayPicture {
    $0.rows = ["query"]
    $0.columns = ["key"]
    $0.axisLabels = ["query": "from", "key": "to"]
    $0.axisItemLabels = ["query": tokens, "key": tokens]
    $0.validMask = isVisible
    $0.pixelsPerCell = 20
  })
try show(picture, title: "Attention")

// Labels for values, such as the words of token numbers, and several values in one page.
let numbers = try wrap(NDArray([0, 1, 3, 2] as [Int]), "seq")
let words = try renderArray(
  numbers,
  ArrayPicture {
    $0.valueItemLabels = Dictionary(uniqueKeysWithValues: tokens.enumerated().map { ($0.offset, $0.element) })
  })
try show(Part.inline(["As numbers ", numbers, ", as words ", words], wraps: true), title: "Tokens")

// In a terminal a picture is one line that says what it shows.
print("\nA picture, as text:")
print(picture)
