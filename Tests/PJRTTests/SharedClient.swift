import PJRT
import Testing

/// The plugin and client that all tests of a process share, as a program would.
enum Shared {
  static let plugin = Result { try Plugin.load() }
  static let client = Result { try Client(plugin: plugin.get()) }
}

/// Programs as StableHLO text.
enum Programs {
  /// The elementwise sum of two arrays of four `f32`.
  static let add = """
    module @add {
      func.func public @main(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
        %0 = stablehlo.add %a, %b : tensor<4xf32>
        return %0 : tensor<4xf32>
      }
    }
    """

  /// The same, offering the memory of its first argument for the result.
  static let donatingAdd = """
    module @add {
      func.func public @main(
        %a: tensor<4xf32> {tf.aliasing_output = 0 : i32}, %b: tensor<4xf32>
      ) -> tensor<4xf32> {
        %0 = stablehlo.add %a, %b : tensor<4xf32>
        return %0 : tensor<4xf32>
      }
    }
    """

  /// A sum and a difference.
  static let sumAndDifference = """
    module @both {
      func.func public @main(%a: tensor<4xf32>, %b: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
        %0 = stablehlo.add %a, %b : tensor<4xf32>
        %1 = stablehlo.subtract %a, %b : tensor<4xf32>
        return %0, %1 : tensor<4xf32>, tensor<4xf32>
      }
    }
    """
}

extension Client {
  /// Copies values to a device, as a vector unless dimensions are given.
  func buffer(_ values: [Float], _ dimensions: [Int]? = nil, on index: Int = 0) throws -> Buffer {
    let device = devices[index]
    return try values.withUnsafeBytes {
      try makeBuffer($0, type: .f32, dimensions: dimensions ?? [values.count], device: device)
    }
  }
}

extension Buffer {
  /// The array's elements, read as `f32`.
  func floats() throws -> [Float] {
    let bytes = try copyToHost()
    return bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}

/// Runs `body`, which must throw a `PJRTError`, and returns that error.
func failure(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> PJRTError {
  try #require(throws: PJRTError.self, sourceLocation: sourceLocation) { try body() }
}
