/// A number to some significant digits, with an exponent where it is very large or small; integers in full.
///
/// - Parameters:
///   - value: Any number.
///   - digits: How many digits, between 1 and 15.
package func significant(_ value: Double, digits: Int = 2) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return "\(Int(value))" }
  guard value.isFinite else { return "\(value)" }
  var exponent = 0
  var mantissa = abs(value)
  while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
  while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
  var scale = 1
  for _ in 1..<max(digits, 2) { scale *= 10 }
  var kept = Int((mantissa * Double(scale)).rounded())
  if kept == 10 * scale { (kept, exponent) = (scale, exponent + 1) }
  let sign = value < 0 ? "-" : ""
  if -3..<digits ~= exponent {
    let places = max(0, digits - 1 - exponent)
    let text = String(kept)
    if places == 0 { return sign + text }
    let padded = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
  let text = String(kept)
  return "\(sign)\(text.prefix(1)).\(text.dropFirst())e\(exponent)"
}
