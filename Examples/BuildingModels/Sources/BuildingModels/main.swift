// Models from configurations, from components, and a layer with logic of its own.
import Penzai
import PenzaiMacros

// A model from its configuration, with random parameters, and without a key: slots say what is missing.
let model = try MLP.fromConfig(name: "mlp", key: RandomKey(10), featureSizes: [2, 32, 32, 2])
let blank = try MLP.fromConfig(name: "mlp", key: nil, featureSizes: [2, 3])
print(blank)

// Combinators put components together. Names are extended, the key is passed on: each parameter derives its own.
func gatedModel(name: String, key: RandomKey?) throws -> Sequential {
  Sequential([
    try Affine.fromConfig(
      name: "\(name)/Affine_0", key: key, inputAxes: ["features": 8], outputAxes: ["features": 8]),
    Residual(
      BranchAndMultiplyTogether([
        Sequential([
          try Linear.fromConfig(
            name: "\(name)/gate", key: key, inputAxes: ["features": 8], outputAxes: ["features": 8]),
          Elementwise(.sigmoid),
        ]),
        try Linear.fromConfig(name: "\(name)/value", key: key, inputAxes: ["features": 8], outputAxes: ["features": 8]),
      ])),
    Softmax("features"),
  ])
}
print("\n\(try gatedModel(name: "gated", key: RandomKey(0)))")

// A component with a name of its own: a kind of `Sequential`.
struct Gate: SequentialLayer {
  var sublayers: [any Layer]
  init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  static func fromConfig(name: String, key: RandomKey?, features: Int) throws -> Gate {
    Gate([
      try Affine.fromConfig(
        name: "\(name)/Affine", key: key, inputAxes: ["features": features], outputAxes: ["features": features]),
      Elementwise(.sigmoid),
    ])
  }
}

// A layer with logic of its own. `@Layer` makes it a tree: children are what edits and transformations see, what is
// `@Static` is fixed.
@Layer
struct SimpleLinear {
  /// A variable, its frozen value, or its slot: so it can be swapped later.
  var kernel: any ParameterLike
  @Static let featuresAxis: AxisName

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let kernel = try kernel.value.untag("out_features", "in_features")
    return try nmap(kernel, input.untag(featuresAxis)) { try $0.dot($1) }.tag(featuresAxis)
  }

  static func fromConfig(
    name: String, key: RandomKey?, inFeatures: Int, outFeatures: Int, featuresAxis: AxisName = "features"
  ) throws -> SimpleLinear {
    SimpleLinear(
      kernel: try makeParameter(name: "\(name).kernel", key: key) { key in
        try Initializer.xavierNormal(
          key, InitializerAxes(input: ["in_features": inFeatures], output: ["out_features": outFeatures]))
      },
      featuresAxis: featuresAxis)
  }
}

let custom = Sequential([
  try SimpleLinear.fromConfig(name: "custom/SimpleLinear", key: RandomKey(1), inFeatures: 2, outFeatures: 3),
  try Gate.fromConfig(name: "custom/Gate", key: RandomKey(1), features: 3),
])
print("\n\(custom)")

let x = try wrap(NDArray([[1.0, -1.0], [0.5, 2.0]]), "batch", "features")
print("\ncalled:", try custom(x).namedShape)

// A mistake is found where it happens.
do {
  _ = try custom(wrap(NDArray([1.0, 2.0, 3.0]), "channels"))
} catch {
  print("\n\(error)")
}
