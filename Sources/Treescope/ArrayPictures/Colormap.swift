/// A colour of a picture, in sRGB.
public struct RGBColor: Hashable, Sendable {
  /// The red channel.
  public var red: UInt8
  /// The green channel.
  public var green: UInt8
  /// The blue channel.
  public var blue: UInt8

  /// A colour of the given channels.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }
}

/// Colours along a line, or one for each integer.
public struct Colormap: Hashable, Sendable {
  /// The colours, at even distances.
  public var colors: [RGBColor]

  /// A colormap of the given colours; black where there are none.
  public init(_ colors: [RGBColor]) {
    self.colors = colors.isEmpty ? [RGBColor(0, 0, 0)] : colors
  }

  /// The colour at a place between 0 and 1, mixed from its neighbours; places outside count as the ends.
  public func color(at place: Double) -> RGBColor {
    let position = (place.isNaN ? 0 : min(max(place, 0), 1)) * Double(colors.count - 1)
    let index = min(Int(position), max(colors.count - 2, 0))
    let (first, second) = (colors[index], colors[min(index + 1, colors.count - 1)])
    let share = position - Double(index)
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * share).rounded())
    }
    return RGBColor(mix(first.red, second.red), mix(first.green, second.green), mix(first.blue, second.blue))
  }

  /// From dark violet over green to yellow, evenly to the eye: Matplotlib's Viridis, in 20 steps.
  public static let sequential = Colormap(
    hex: "440154 481467 482677 453781 3f4788 39558c 32648e 2d718e 287d8e 238a8d",
    "1f968b 20a386 29af7f 3bbb75 56c667 73d056 95d840 b8de29 dde318 fde725")

  /// From dark red over near white to dark blue: cmocean's Balance, turned round, without its ends.
  public static let diverging = Colormap(
    hex: "600e22 860e29 a72424 ba482e c66b4d d08b73 daab9b e4cbc4 f1eceb",
    "cad4d8 a1bec8 75aabe 4b94ba 267bba 0c5ebe 2942a2 252f6f")

  /// The colours of the digits 0 to 9 in digit boxes, and after them those for a digit that follows the same digit.
  static let digits = Colormap(
    hex: "ffffff 1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 bcbd22 17becf",
    "7f7f7f aec7e8 ffbb78 98df8a ff9896 c5b0d5 c49c94 f7b6d2 dbdb8d 9edae5")

  private init(hex: String...) {
    self.init(
      hex.flatMap { $0.split(separator: " ") }.map { code in
        let value = UInt32(code, radix: 16) ?? 0
        return RGBColor(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
      })
  }
}
