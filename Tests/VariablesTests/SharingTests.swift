import Arrays
import Foundation
import NamedAxes
import Synchronization
import Testing
import Variables

/// Variables that several tasks use.
@Suite struct SharingTests {
  @Test func modificationsOfASharedVariableAreAllCounted() async throws {
    let counter = StateVariable(try NDArray([0], shape: []), label: "counter")
    let total = try parameter("total", [0])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<25 {
            try counter.modify { try $0 + 1 }
            try total.modify { try $0 + 2 }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try counter.value.item(as: Int32.self) == 200)
    #expect(try values(total) == [400])
  }

  @Test func modificationsGiveTheValueBeforeAndFailWhole() throws {
    struct Stop: Error {}
    let variable = StateVariable(3, label: "s")
    #expect(variable.modify { $0 * 2 } == 3)
    #expect(variable.value == 6)
    #expect(throws: Stop.self) { try variable.modify { _ in throw Stop() } }
    #expect(variable.value == 6)
    // A change that changes the variable itself does not wait for itself.
    var calls = 0
    _ = variable.modify { value in
      calls += 1
      if calls == 1 { variable.value = 10 }
      return value + 1
    }
    #expect(variable.value == 11)
    #expect(message { try variable.frozen().modify { $0 } }.contains("it is a frozen value"))
    #expect(message { try StateVariableSlot<Int>(label: "s").modify { $0 } }.contains("holds none"))
  }

  @Test func readersSeeOnlyWhatWasWrittenWhole() async throws {
    let pair = StateVariable([0, 0])
    let torn = await withTaskGroup(of: Int.self) { group in
      for number in 1...2 {
        group.addTask {
          for _ in 0..<2_000 { pair.value = [number, number] }
          return 0
        }
        group.addTask { (0..<2_000).count { _ in Set(pair.value).count > 1 } }
      }
      return await group.reduce(0, +)
    }
    #expect(torn == 0)
    #expect(Set(pair.value).count == 1)
  }

  @Test func functionsTracedOnTwoTasksShareAVariableSafely() async throws {
    let shared = StateVariable(try NDArray([0.0], shape: []), label: "shared")
    // Each task compiles its own function over the variable; only whole values are read and written.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for size in 1...4 {
        group.addTask {
          let step = jit { (variable: StateVariable<NDArray>, x: NDArray) in
            variable.value = try variable.value + x.sum() * 0 + 1
            return variable.value
          }
          for _ in 0..<20 { _ = try step(shared, NDArray.full([size], 1.0)) }
        }
      }
      try await group.waitForAll()
    }
    let end = shared.value
    #expect(!end.isTraced)
    // A call reads once and writes once, so calls at the same time may count as one.
    #expect(try (20...80).contains(Int(end.item(as: Float.self))))
  }

  @Test func threadsThatReadDuringATraceSeeNothingOfIt() throws {
    let variable = StateVariable(try NDArray([1.0]), label: "v")
    var seen: NDArray?
    let step = jit { (x: NDArray) in
      variable.value = try variable.value + x
      seen = readOnAnotherThread(variable)
      return variable.value
    }
    #expect(try step(NDArray([2.0])).doubles() == [3])
    #expect(try seen?.doubles() == [1])
    #expect(try variable.value.doubles() == [3])
  }

  private func readOnAnotherThread(_ variable: StateVariable<NDArray>) -> NDArray? {
    let found = Mutex<NDArray?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      found.withLock { $0 = variable.value }
      isDone.signal()
    }
    isDone.wait()
    return found.withLock { $0 }
  }
}
