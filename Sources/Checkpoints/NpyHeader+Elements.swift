internal import Arrays

extension NpyHeader {
  /// The array that a stream holds after this header, in memory of its own.
  ///
  /// - Throws: ``CheckpointError`` when the elements cannot be read, and errors of the array engine.
  func readArray(_ stream: some ByteStream, _ place: NpyPlace) throws -> NDArray {
    // What has the axes in Fortran's order is the transpose of an array that lies as ours do.
    let stored = isFortranOrder ? ArrayType(type.shape.reversed(), type.dtype) : type
    let array = try NDArray(type: stored) { memory in
      try stream.read(into: memory)
      try stream.finish()
      if isByteSwapped { memory.reverseBytes(ofEach: type.dtype.byteCount / (type.dtype.isComplex ? 2 : 1)) }
      try place.requireBooleans(UnsafeRawBufferPointer(memory), type.dtype)
    }
    return isFortranOrder && type.rank > 1 ? try array.transposed() : array
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Turns the order of the bytes of each element around, or of each part of a complex one.
  fileprivate func reverseBytes(ofEach width: Int) {
    switch width {
    case 2: reverse(UInt16.self)
    case 4: reverse(UInt32.self)
    default: reverse(UInt64.self)
    }
  }

  private func reverse<Word: FixedWidthInteger>(_ word: Word.Type) {
    withMemoryRebound(to: word) { words in
      for place in words.indices { words[place] = words[place].byteSwapped }
    }
  }
}
