import Testing

@testable import Treescope

struct PartColorTests {
  @Test func oklchGivesKnownColours() {
    // White, black, and the sRGB primaries by their published OKLCH coordinates.
    #expect(PartColor.oklch(1, 0, 0) == .rgb(255, 255, 255))
    #expect(PartColor.oklch(0, 0, 0) == .rgb(0, 0, 0))
    #expect(PartColor.oklch(0.62796, 0.25768, 29.234) == .rgb(255, 0, 0))
    #expect(PartColor.oklch(0.45201, 0.31321, 264.052) == .rgb(0, 0, 255))
  }

  @Test func namesChooseColours() {
    #expect(PartColor.named(after: "Linear") == PartColor.named(after: "Linear"))
    #expect(PartColor.named(after: "Linear") != PartColor.named(after: "Attention"))
  }

  @Test func paletteColoursAreNear() {
    #expect(paletteIndex(0, 0, 0) == 16)
    #expect(paletteIndex(255, 255, 255) == 231)
    #expect(paletteIndex(255, 0, 0) == 196)
    #expect(paletteIndex(95, 135, 175) == 67)
  }
}
