internal import Glibc

/// The colour of a node.
public indirect enum PartColor: Hashable, Sendable {
  /// An sRGB colour.
  case rgb(UInt8, UInt8, UInt8)
  /// The colour that texts of a role have.
  case role(TextRole)
  /// A colour around another one, as a tint of the first where there is no other; where there is room for one colour
  /// only, the first.
  case outlined(PartColor, fill: PartColor? = nil)

  /// A colour from the perceptual OKLCH space, moved into sRGB by clipping.
  ///
  /// The conversion is the one of Björn Ottosson's definition of OKLab.
  ///
  /// - Parameters:
  ///   - lightness: From 0, black, to 1, white.
  ///   - chroma: From 0, grey, to about 0.3.
  ///   - hue: In degrees.
  public static func oklch(_ lightness: Double, _ chroma: Double, _ hue: Double) -> PartColor {
    let a = chroma * cos(hue * .pi / 180)
    let b = chroma * sin(hue * .pi / 180)
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    func channel(_ linear: Double) -> UInt8 {
      let value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055
      return UInt8((min(max(value, 0), 1) * 255).rounded())
    }
    return .rgb(
      channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))
  }

  /// A colour of even lightness whose hue is chosen by a name, the same for the same name in every run.
  public static func named(after name: String) -> PartColor {
    // 32-bit FNV-1a.
    let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return oklch(0.72, 0.12, Double(hash % 360))
  }
}
