import Foundation

/// One thing that is measured: set up once, then measured a round at a time.
struct Figure {
  let name: String
  let unit: String
  /// Sets the figure up and returns a function that runs one round and gives its value.
  let prepare: () throws -> () throws -> Double
}

/// The median over a few batches of the time of one call, in microseconds.
///
/// - Parameter finish: waits for the result of the last call.
func microsecondsACall<Result>(
  calls: Int, batches: Int = 7, _ call: () throws -> Result, finish: (Result) throws -> Void
) throws -> Double {
  try finish(try call())
  let clock = ContinuousClock()
  let times = try (0..<batches).map { _ in
    let start = clock.now
    for _ in 1..<calls { _ = try call() }
    try finish(try call())
    return (clock.now - start).seconds / Double(calls) * 1e6
  }
  return times.sorted()[batches / 2]
}

/// How long one call takes, in seconds.
func seconds(_ call: () throws -> Void) rethrows -> Double { try ContinuousClock().measure(call).seconds }

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
