import Arrays
import Testing
import Trees
import Variables

@Suite struct RandomStreamTests {
  private let stream: RandomStream

  init() throws { stream = RandomStream(baseKey: try RandomKey(5)) }

  private var offset: Int32 { get throws { try stream.offset.value.item(as: Int32.self) } }

  @Test func copiesDrawFromOneSequence() throws {
    let copy = stream
    let (first, second) = (try stream.nextKey(), try copy.nextKey())
    #expect(try first.data.doubles() == stream.baseKey.foldIn(NDArray(0)).data.doubles())
    #expect(try second.data.doubles() == stream.baseKey.foldIn(NDArray(1)).data.doubles())
    #expect(try offset == 2)
  }

  @Test func compiledFunctionsAreTracedOnce() throws {
    var traces = 0
    let draw = jit { (stream: RandomStream) in
      traces += 1
      return try stream.nextKey()
    }
    for _ in 0..<3 { _ = try draw(stream) }
    _ = try stream.nextKey()
    _ = try draw(stream)
    #expect(traces == 1)
    #expect(try offset == 5)
  }

  @Test func twoStreamsOfOneModelNeedLabels() throws {
    let other = RandomStream(baseKey: try RandomKey(6))
    let text = message { try unbindVariables([stream, other]) }
    #expect(text.contains(#"StateVariableSlot(label: "random_stream_offset"), at [0].offset and [1].offset"#))
    let named = RandomStream(baseKey: try RandomKey(6), offsetLabel: "dropout")
    let (slots, values) = try unbindAndFreezeVariables([stream, named])
    #expect(values.map(\.label) == ["random_stream_offset", "dropout"])
    #expect(message { try slots[0].nextKey() }.contains("holds none"))
    #expect(message { try freezeVariables(stream).nextKey() }.contains("it is a frozen value"))
  }

  @Test func tasksThatShareAStreamNeverGetTheSameKey() async throws {
    let stream = stream
    let keys = try await withThrowingTaskGroup(of: [[Double]].self) { group in
      for _ in 0..<4 {
        group.addTask { try (0..<25).map { _ in try stream.nextKey().data.doubles() } }
      }
      return try await group.reduce(into: Set<[Double]>()) { $0.formUnion($1) }
    }
    #expect(keys.count == 100)
    #expect(try offset == 100)
  }

  @Test func checkpointedFunctionsDrawOnce() throws {
    let x = try NDArray([1.0, 2.0, 3.0])
    func loss(_ x: NDArray) throws -> NDArray { try (x * stream.nextKey().normal([3])).sum() }
    let gradient = try grad(checkpoint(loss))(x)
    #expect(try offset == 1)
    #expect(try gradient.doubles() == stream.baseKey.foldIn(NDArray(0)).normal([3]).doubles())
  }

  @Test func mappedFunctionsDrawOutside() throws {
    let x = try NDArray([1.0, 2.0])
    func noise(_ x: NDArray) throws -> NDArray { try x * stream.nextKey().normal([]) }
    let captured = message { try vmap(noise)(x) }
    #expect(captured.contains(#"StateVariable("random_stream_offset") was changed inside vmap"#))
    func noiseOf(_ stream: RandomStream, _ x: NDArray) throws -> NDArray { try x * stream.nextKey().normal([]) }
    let given = message { try vmap(inputAxes: [nil, 0], noiseOf)(stream, x) }
    #expect(given.contains(#"StateVariable("random_stream_offset") at .offset of argument 0 was changed inside vmap"#))
    #expect(try offset == 0)
  }

  @Test func badStreamsAreRefused() throws {
    let keys = RandomStream(baseKey: try RandomKey(5).split([3]))
    #expect(message { try keys.nextKey() }.contains("foldIn"))
    let fraction = RandomStream(baseKey: try RandomKey(5), offset: StateVariable(try NDArray([0.5], shape: [])))
    #expect(message { try fraction.nextKey() }.contains("numbers of an integer dtype"))
    let wrong = RandomStream(baseKey: try RandomKey(5), offset: StateVariableSlot(label: "o"))
    let text = message { try bindVariables(wrong, [StateVariable(0, label: "o")]) }
    #expect(text.contains(".offset is declared as"))
    #expect(text.contains("StateVariable<Int>"))
  }
}
