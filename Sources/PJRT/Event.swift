internal import CPJRT
internal import Synchronization

/// Asynchronous work of a plugin, to wait for.
public final class Event: Sendable {
  private let handle: Handle
  private let client: Client

  /// Held while waiting: a plugin keeps the outcome of a wait in the event, without a lock of its own.
  private let waiting = Mutex<Void>(())

  /// Takes over an event of the plugin.
  init(_ handle: OpaquePointer, client: Client) {
    self.handle = Handle(handle)
    self.client = client
  }

  deinit {
    var arguments = PJRT_Event_Destroy_Args()
    arguments.event = handle.pointer
    client.functions.callIgnoringErrors(&arguments) { $0.pointee.PJRT_Event_Destroy($1) }
  }

  /// Whether the work is done, with or without an error.
  ///
  /// - Throws: `PJRTError` when the plugin cannot tell.
  public var isReady: Bool {
    get throws(PJRTError) {
      var arguments = PJRT_Event_IsReady_Args()
      arguments.event = handle.pointer
      try client.functions.call(&arguments, "query an event") { $0.pointee.PJRT_Event_IsReady($1) }
      return arguments.is_ready
    }
  }

  /// Blocks the thread until the work is done.
  ///
  /// - Throws: `PJRTError` when the work failed.
  public func wait() throws(PJRTError) {
    try wait("finish asynchronous work")
  }

  func wait(_ operation: @autoclosure () -> String) throws(PJRTError) {
    try waiting.withLock { _ throws(PJRTError) in
      var arguments = PJRT_Event_Await_Args()
      arguments.event = handle.pointer
      try client.functions.call(&arguments, operation()) { $0.pointee.PJRT_Event_Await($1) }
    }
  }

  /// Suspends the task until the work is done.
  ///
  /// - Throws: `PJRTError` when the work failed.
  public var value: Void {
    get async throws(PJRTError) {
      let result = await withCheckedContinuation { continuation in
        do throws(PJRTError) {
          try whenReady { continuation.resume(returning: $0) }
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
      try result.get()
    }
  }

  /// Runs `body` once, when the work is done: at once, or on a thread of the plugin.
  ///
  /// - Throws: `PJRTError` when the plugin does not take the request; `body` is not run then.
  func whenReady(_ body: @escaping @Sendable (Result<Void, PJRTError>) -> Void) throws(PJRTError) {
    let completion = Unmanaged.passRetained(Completion(functions: client.functions, body: body))
    var arguments = PJRT_Event_OnReady_Args()
    arguments.event = handle.pointer
    arguments.user_arg = completion.toOpaque()
    arguments.callback = { error, context in
      guard let context else { return }
      Unmanaged<Completion>.fromOpaque(context).takeRetainedValue().complete(error)
    }
    do {
      try client.functions.call(&arguments, "watch an event") { $0.pointee.PJRT_Event_OnReady($1) }
    } catch {
      completion.release()
      throw error
    }
  }

  /// What to do when an event is ready.
  ///
  /// It holds no client: it is released on a thread of the plugin, which must not be the one to destroy its client.
  private final class Completion: Sendable {
    private let functions: FunctionTable
    private let body: @Sendable (Result<Void, PJRTError>) -> Void

    init(functions: FunctionTable, body: @escaping @Sendable (Result<Void, PJRTError>) -> Void) {
      self.functions = functions
      self.body = body
    }

    func complete(_ error: OpaquePointer?) {
      body(error.map { .failure(functions.take($0, "finish asynchronous work")) } ?? .success(()))
    }
  }
}
