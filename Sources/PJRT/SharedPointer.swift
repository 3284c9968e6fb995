/// A pointer into a plugin that any thread may use.
///
/// Sendable without a lock because the PJRT C API is specified as thread-safe: clients, devices, executables, buffers
/// and events may be used from several threads at once, and the function table never changes after loading. What lies
/// behind the pointer is owned by the class that holds it, which frees it once, when nobody can use it any more.
struct SharedPointer<Pointer: Hashable>: Hashable, @unchecked Sendable {
  let pointer: Pointer

  init(_ pointer: Pointer) {
    self.pointer = pointer
  }
}

/// An object of the plugin: a client, device, executable, buffer or event.
typealias Handle = SharedPointer<OpaquePointer>
