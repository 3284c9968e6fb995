import Foundation
import Testing

@testable import Treescope

struct ArrayPictureTests {
  private func picture(_ array: SampleArray, _ change: (inout ArrayPicture) -> Void = { _ in }) throws -> [String: Any]
  {
    try #require(Island(renderArray(array, ArrayPicture(change))).pictures.first)
  }

  private func message(_ array: SampleArray, _ change: (inout ArrayPicture) -> Void) -> String {
    do {
      return "no error, but \(try renderArray(array, ArrayPicture(change)))"
    } catch {
      return "\(error)"
    }
  }

  private func values(_ data: [String: Any]) throws -> [Float] {
    let bytes = try #require(Data(base64Encoded: data["d"] as? String ?? ""))
    return (0..<bytes.count / 4).map { place in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[4 * place + $1]) << (8 * $1) })
    }
  }

  private let matrix = SampleArray([3, 4]) { Double($0[0] * 4 + $0[1]) }

  @Test func everyElementOfASmallArrayIsThere() throws {
    let data = try picture(matrix)
    #expect(data["f"] as? String == "f4")
    #expect(try values(data) == (0..<12).map(Float.init))
    #expect(data["r"] as? [Int] == [0])
    #expect(data["c"] as? [Int] == [1])
    #expect((data["a"] as? [[String: Any]])?.map { $0["l"] as? String } == ["axis 0: 3", "axis 1: 4"])
    let colors = try #require(data["z"] as? [String: Any])
    #expect(colors["k"] as? String == "line")
    #expect(colors["c"] as? String == "diverging")
    #expect(colors["hi"] as? Double == 11)
    #expect(colors["d"] as? Bool == true)
  }

  @Test func longAxesShowTheirEnds() throws {
    let large = SampleArray(named: [("batch", 1_000), ("features", 1_000_000)]) { index in
      // Only what is shown may be asked for.
      Double(index[0] < 500 ? index[1] % 7 : -1)
    }
    let data = try picture(large) { $0.truncates = true }
    let axes = try #require(data["a"] as? [[String: Any]])
    let shown = axes.map { ($0["h"] as? Int ?? 0) + ($0["t"] as? Int ?? 0) }
    #expect(shown.reduce(1, *) <= 10_000)
    #expect(axes.allSatisfy { $0["h"] as? Int == $0["t"] as? Int })
    #expect(axes.map { $0["s"] as? Int } == [1_000, 1_000_000])
    #expect(data["f"] as? String == "f3")
  }

  @Test func integersAreDigitsAndBooleansSmall() throws {
    let integers = try picture(SampleArray([3], .integer) { Double($0[0]) * 1_000 - 1 })
    #expect((integers["z"] as? [String: Any])?["k"] as? String == "digits")
    #expect(integers["f"] as? String == "i4")
    let booleans = try picture(SampleArray([3], .boolean) { Double($0[0] % 2) })
    #expect(booleans["f"] as? String == "u1")
    #expect(booleans["d"] as? String == "AAEA")
    let palette = try picture(SampleArray([3], .integer) { Double($0[0]) }) {
      $0.colormap = Colormap([RGBColor(1, 0, 0), RGBColor(0, 0, 2)])
    }
    #expect((palette["z"] as? [String: Any])?["k"] as? String == "palette")
    #expect((palette["z"] as? [String: Any])?["c"] as? [Int] == [0x10000, 2])
  }

  @Test func colorsFollowTheWishes() throws {
    func colors(_ change: (inout ArrayPicture) -> Void) throws -> [String: Any] {
      try #require(picture(matrix, change)["z"] as? [String: Any])
    }
    #expect(try colors { $0.isAroundZero = false }["c"] as? String == "sequential")
    #expect(
      try colors {
        $0.minimum = 2; $0.maximum = 5
      }["c"] as? String == "sequential", "uneven bounds say so")
    let bounded = try colors { $0.maximum = 4 }
    #expect(bounded["lo"] as? Double == -4)
    #expect(bounded["d"] == nil, "given bounds stay")
    #expect(
      try colors {
        $0.maximum = 4; $0.isDynamic = true
      }["d"] as? Bool == true)
    #expect(try colors { $0.colormap = Colormap([]) }["c"] as? [Int] == [0])
  }

  @Test func specialsAndMasksDoNotCount() throws {
    let odd = SampleArray([6]) { [.nan, .infinity, -.infinity, 1, -2, 100][$0[0]] }
    let mask = SampleArray([6], .boolean) { $0[0] < 5 ? 1 : 0 }
    let data = try picture(odd) {
      $0.validMask = mask; $0.trimsOutliers = false
    }
    #expect((data["z"] as? [String: Any])?["hi"] as? Double == 2)
    #expect(data["m"] as? String == "AQEBAQEA")
    #expect(try values(data)[0].isNaN)
    #expect(try values(data)[1] == .infinity)
    let nothing = try picture(SampleArray([2]) { _ in .nan })
    #expect((nothing["z"] as? [String: Any])?["hi"] as? Double == 0)
    #expect(try values(picture(SampleArray([0, 3]) { _ in 1 })) == [])
  }

  @Test func masksAreFoundByNameAndSpreadOverOtherAxes() throws {
    let array = SampleArray(named: [("a", 2), ("b", 3)]) { _ in 1 }
    let data = try picture(array) { $0.validMask = SampleArray(named: [("b", 3)], .boolean) { Double($0[0] % 2) } }
    #expect(data["m"] as? String == "AAEAAAEA")
    #expect(
      message(array) { $0.validMask = SampleArray(named: [("b", 4)], .boolean) { _ in 1 } }
        == #"the mask's axis ["b": 4] is none of the array's axes ["a": 2, "b": 3]"#)
  }

  @Test func labelsGoAlong() throws {
    let data = try picture(SampleArray(named: [("token", 3)], .integer) { Double($0[0]) }) {
      $0.axisItemLabels = ["token": ["a", "b\u{0}", "c"]]
      $0.valueItemLabels = [0: "zero", 2: "<two>"]
      $0.axisLabels = ["token": "tokens"]
    }
    let axis = try #require((data["a"] as? [[String: Any]])?.first)
    #expect(axis["i"] as? [String] == ["a", #"b\0"#, "c"])
    #expect(axis["l"] as? String == "tokens")
    #expect(axis["n"] as? String == #""token""#)
    #expect((data["v"] as? [[Any]])?.last?.last as? String == "<two>")
  }

  @Test func impossibleWishesAreRefused() {
    #expect(message(matrix) { $0.rows = ["heads"] } == #"the array has no axis "heads"; its axes are [0: 3, 1: 4]"#)
    #expect(
      message(matrix) {
        $0.rows = [0]; $0.sliders = [0]
      }.hasPrefix("the axis 0 is asked for twice"))
    #expect(message(matrix) { $0.pixelsPerCell = 22 } == "pixelsPerCell is 22; it must be between 1 and 21")
    #expect(message(matrix) { $0.isContinuous = false }.contains("elements of float32 are no integers"))
    #expect(
      message(matrix) {
        $0.isAroundZero = true; $0.minimum = 0; $0.maximum = 1
      }.contains("found 0.0 and 1.0"))
    #expect(
      message(matrix) {
        $0.isAroundZero = false; $0.isDynamic = true
      }.contains("isDynamic needs"))
    #expect(
      message(matrix) { $0.axisItemLabels = [1: ["a"]] } == "the axis 1 has 4 places, but 1 labels were given")
    #expect(message(matrix) { $0.axisLabels = ["x": "y"] }.contains("no axis"))
    var traced = matrix
    traced.isReadable = false
    #expect(message(traced) { _ in }.contains("there are none to read"))
    #expect(message(SampleArray([1], .other) { _ in 0 }) { _ in }.contains("only booleans"))
    #expect(message(SampleArray([3_000, 3_000]) { _ in 0 }) { _ in }.contains("9000000 are too many; set truncates"))
  }

  @Test func automaticPicturesShareTheRoom() throws {
    let small = SampleArray([4, 4]) { _ in 1 }
    let large = SampleArray([200, 200]) { Double($0[0]) }
    let island = try Island([small] + Array(repeating: large, count: 60))
    let sizes = island.pictures.map { Data(base64Encoded: $0["d"] as? String ?? "")?.count ?? 0 }
    #expect(sizes[0] == 48, "small ones are whole")
    #expect(Set(sizes[1...]).count == 1)
    #expect(sizes.reduce(0, +) / 3 <= 80_000)
    #expect(AutomaticPictures().share(among: [10, 20]) == 4_000)
    #expect(AutomaticPictures().share(among: Array(repeating: 4_000, count: 100_000)) == 256)
  }

  @Test func automaticPicturesCanBeLeftOut() throws {
    var options = RenderOptions()
    options.pictures = nil
    #expect(try Island(matrix, options: options).pictures.isEmpty)
    #expect(try Island(SampleArray([1]) { _ in 1 }).pictures.isEmpty, "one element needs none")
    #expect(render(matrix) == "<SampleArray float32(3, 4)>", "text has none")
  }

  @Test func automaticPicturesHaveWords() throws {
    var options = RenderOptions()
    options.pictures?.vocabulary = ["a", "b"]
    options.pictures?.preferredColumns = ["heads"]
    let tokens = SampleArray(named: [("seq", 2), ("heads", 2)], .integer) { Double($0[0] + $0[1]) }
    let data = try #require(Island(tokens, options: options).pictures.first)
    #expect((data["v"] as? [[Any]])?.map { $0.last as? String } == ["a", "b", "<out of bounds: 2>"])
    #expect(data["c"] as? [Int] == [1])
  }

  @Test func floatsKeepTheirUpperBits() {
    let packed = PackedElements(
      [1, -0.1, .infinity, .nan, Double(Float.greatestFiniteMagnitude)], .floating, isExact: false)
    let floats = (0..<5).map { place in
      Float(bitPattern: (0..<3).reduce(0) { $0 | UInt32(packed.bytes[3 * place + $1]) << (8 * $1 + 8) })
    }
    #expect(floats[0] == 1)
    #expect(abs(floats[1] + 0.1) < 0.1 / 60_000)
    #expect(floats[2] == .infinity)
    #expect(floats[3].isNaN)
    #expect(floats[4].isFinite)
    #expect(PackedElements([1e300, -5], .integer, isExact: true).bytes == [255, 255, 255, 127, 251, 255, 255, 255])
  }

  @Test func shardsShowTheirDevices() throws {
    var array = SampleArray(named: [("batch", 16), ("features", 64)]) { _ in 0 }
    #expect(throws: ArrayPictureError.noSharding(arrayType: "SampleArray")) { try renderSharding(of: array) }
    array.sharding = ArraySharding(
      platform: "CPU",
      shards: (0..<4).map { .init(devices: [$0, $0 + 4], ranges: [$0 * 4..<$0 * 4 + 4, 0..<64]) })
    let part = try renderSharding(of: array)
    let data = try #require(Island(part).pictures.first)
    #expect((data["g"] as? [[Any]])?.map { $0.first as? Int } == [15, 26, 37, 48])
    #expect((data["g"] as? [[Any]])?.map { $0.last as? String } == ["CPU 0, 4", "CPU 1, 5", "CPU 2, 6", "CPU 3, 7"])
    let axes = try #require(data["a"] as? [[String: Any]])
    #expect(axes.map { $0["l"] as? String } == ["batch: 16/4", "features: 64"])
    #expect(axes[0]["i"] as? [String] == ["[0..<4]", "[4..<8]", "[8..<12]", "[12..<16]"])
    #expect(render(part, options: RenderOptions(width: 20)).hasPrefix("<Sharded across 8 CPU devices>"))
    array.sharding?.shards = (0..<12).map { .init(devices: [$0], ranges: [0..<16, 0..<64]) }
    #expect(array.sharding?.summary == "Replicated across 12 CPU devices")
    let replicated = try #require(Island(renderSharding(of: array)).pictures.first)
    #expect(
      (replicated["g"] as? [[Any]])?.first?.first as? Int == 1, "parts are numbered where devices have two digits")
  }
}
